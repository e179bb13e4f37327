import CNcurses
package import Canvas
import Glibc

/// The terminal: draws canvases, reads keys, and gives everything back as it was.
///
/// ncurses is one global state that knows nothing of threads, so there may be one open screen at a time, used by the thread that
/// opened it; the class is not `Sendable`, so the compiler enforces the latter.
package final class Screen {
  /// Whether the locale's encoding is UTF-8; otherwise everything beyond ASCII is drawn as `?`.
  package var usesUTF8: Bool { locale.usesUTF8 }
  /// Where that encoding comes from.
  package let locale: TerminalLocale
  /// What the terminal can show; also `.none` where `NO_COLOR` is set.
  package private(set) var colors = ColorDepth.none
  /// Columns and rows, as of the start or the last `.resized` or `.resumed`.
  package private(set) var size = Size(80, 24)
  /// Whether the terminal reports the mouse, which takes the selecting of text away from it; a change is told with the next canvas.
  package var mouse = true

  /// Where keys come from.
  let input: Int32
  var decoder: KeyDecoder
  /// What has been read but not asked for yet.
  var inputs: [Input] = []
  var nextInput = 0
  /// When the last byte came, in milliseconds of the monotonic clock: what is pending is settled some time after it.
  var lastByte = 0
  /// When answers to what was asked are too late, in milliseconds of the monotonic clock.
  var lastAnswer = 0
  /// Whether the terminal has gone away.
  var isGone = false

  private var screen: OpaquePointer?
  private var inputStream: UnsafeMutablePointer<FILE>?
  private var output: FrameOutput?
  /// Whether the terminal is in our modes, not handed back to the shell.
  private var isInUse = false
  private var isDirect = false
  private var styles: CellStyles?
  private var lastTheme: Theme?
  private var lastCanvas: Canvas?
  private var needsFullRepaint = true
  /// Whether the terminal was told what the program asks of it besides the picture, since it was last taken.
  private var isGreeted = false
  /// Whether the terminal was last told to report the mouse, and whether it ever was.
  private var reportsMouse = false
  private var hasReportedMouse = false
  /// What the terminal is still to be asked.
  private var questions: Questions
  private var encoder: RowEncoder
  private let isColorless: Bool

  /// Opens the terminal for a theme.
  ///
  /// A theme of 24-bit colours opens the terminal's direct-colour entry where `COLORTERM` says that it understands it. With `needsUTF8`,
  /// which Korean does, the terminal's word for UTF-8 is enough where the environment names no encoding. The questions are asked with the
  /// first canvas, once.
  /// Throws before anything is written to the terminal or its modes are changed.
  package init(for theme: Theme, needsUTF8: Bool = false, asking questions: Questions = []) throws(TerminalError) {
    guard isatty(STDOUT_FILENO) == 1 else { throw .outputIsNotATerminal }
    let type = try TerminalType.choose(direct: TerminalType.wantsDirectColor(theme))
    // Keys come from the terminal even where standard input is a file: `tsla-tui < facts.csv`.
    let hasInput = isatty(STDIN_FILENO) == 1
    input =
      hasInput ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3) : Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard input >= 0 else { throw .inputIsNotATerminal }
    locale = TerminalLocale.adopt(terminal: input, needsUTF8: needsUTF8)
    decoder = KeyDecoder(usesUTF8: locale.usesUTF8)
    encoder = RowEncoder(usesUTF8: locale.usesUTF8)
    isColorless = TerminalType.environment("NO_COLOR") != nil
    self.questions = locale.usesUTF8 ? questions : questions.subtracting(.ambiguousWidth)
    guard Signals.prepare(tty: STDOUT_FILENO) else { throw .failed("pipe") }
    try start(type: type)
    isDirect = TerminalType.wantsDirectColor(theme)
  }

  deinit { close() }

  /// Starts ncurses on a terminal type and sets the modes.
  private func start(type: String) throws(TerminalError) {
    // ncurses must not look the size up, as a window may be larger than it can hold: it asks its memory, which has none, and goes on with
    // the size in the terminal's entry, or with 80x24.
    use_env(false)
    use_tioctl(true)
    guard let output = FrameOutput(terminal: STDOUT_FILENO) else { throw .failed("memfd_create") }
    if inputStream == nil { inputStream = fdopen(input, "r") }
    guard let inputStream, let opened = newterm(type, output.stream, inputStream) else {
      output.close()
      throw .failed("newterm")
    }
    screen = opened
    self.output = output
    Signals.install()
    // TerminalModes does the same to the terminal; ncurses has to know about it.
    cbreak()
    noecho()
    nonl()
    // ncurses need not look for keys while it draws: those of a burst have been read before.
    typeahead(-1)
    Signals.setReset(TerminalType.resetBytes(mouse: hasReportedMouse))
    curs_set(0)
    let awaited = decoder.awaited
    decoder = KeyDecoder(usesUTF8: usesUTF8, names: TerminalType.keys())
    decoder.awaited = awaited
    colors = .none
    if !isColorless, has_colors(), start_color() == OK {
      use_default_colors()
      let indexed = tigetnum("CO")
      colors = ColorDepth(colors: Int(shim_colors()), indexed: indexed > 0 ? Int(indexed) : 8)
    }
    leaveok(shim_stdscr(), false)
    claim()
    // ncurses has begun with the size in the terminal's entry, down to the scrolling region. It starts over with the next frame, in the
    // window's size, and nothing from before reaches the terminal.
    endwin()
    output.forget()
  }

  /// Ends the use of the terminal: modes, cursor, alternate screen and signal actions are again as they were.
  ///
  /// The terminal is given back before `work`, which is still under the handlers: the second hangup of a terminal that goes away does not
  /// cut it off. May be called more than once; then the work of the first time alone is done.
  package func close(_ work: () -> Void = {}) {
    guard screen != nil else { return }
    Signals.ignoringBackgroundStop { stop() }
    work()
    Signals.remove()
    if let inputStream { fclose(inputStream) }
    inputStream = nil
  }

  /// Ends ncurses.
  private func stop() {
    leave()
    if let screen { delscreen(screen) }
    screen = nil
    output?.close()
    output = nil
    styles = nil
    lastTheme = nil
    forgetPicture()
  }

  /// Ends the process with a signal's default action, so that whoever waits for it learns why.
  ///
  /// Call it after `close()`.
  package static func die(by signal: Int32) -> Never { Signals.die(by: signal) }

  // MARK: drawing

  /// Shows a canvas, writing only what is not on the screen already.
  package func present(_ canvas: Canvas, theme: Theme) {
    guard screen != nil, !isGone else { return }
    if lastTheme != theme { adopt(theme) }
    if !questions.isEmpty { ask() }
    guard var styles, let window = shim_stdscr() else { return }
    if lastCanvas?.size != canvas.size { needsFullRepaint = true }
    let requests = preamble()
    if !needsFullRepaint, lastCanvas == canvas, requests.isEmpty { return }
    if needsFullRepaint {
      // What the canvas does not reach has the theme's background too.
      var blank = styles.cell(.text, [])
      wbkgrndset(window, &blank)
      werase(window)
      clearok(window, true)
    }
    let (width, height) = (min(canvas.size.width, size.width), min(canvas.size.height, size.height))
    // Taken out while it works, so that its cells have one owner and are not copied.
    var encoder = RowEncoder(usesUTF8: usesUTF8)
    swap(&encoder, &self.encoder)
    defer { swap(&encoder, &self.encoder) }
    encoder.forgetPlaced(screen: needsFullRepaint)
    canvas.cells.withUnsafeBufferPointer { cells in
      for y in 0..<height {
        let row = UnsafeBufferPointer(rebasing: cells[y * canvas.size.width..<(y + 1) * canvas.size.width])
        guard let changed = changes(row, y)?.clamped(to: 0..<width), !changed.isEmpty else { continue }
        let first = encoder.encode(row[0..<width], changed, line: y, with: &styles)
        mvwadd_wchnstr(window, Int32(y), Int32(first), encoder.cells, Int32(encoder.cells.count))
      }
    }
    self.styles = styles
    // Input methods draw what is being composed at the cursor, also at a hidden one: it stays in one place.
    let cursorLine = max(0, size.height - 1)
    wmove(window, Int32(cursorLine), 0)
    wnoutrefresh(window)
    let isSent = send(after: requests) {
      doupdate()
      return PlacedGlyph.bytes(drawing: encoder.placed, thenTo: cursorLine)
    }
    if isSent { (lastCanvas, needsFullRepaint) = (canvas, false) }
  }

  /// Sends what ncurses draws, with what the terminal is asked before it; false where not all of it has reached the terminal.
  private func send(after requests: [UInt8], _ draw: () -> [UInt8]) -> Bool {
    switch output?.collect(before: requests, draw) {
    case .sent:
      (isGreeted, reportsMouse) = (true, mouse)
      return true
    // Nobody knows what has reached the terminal: ncurses takes it over again, screen, colours and all.
    case .interrupted:
      endwin()
      output?.forget()
      isGreeted = false
      forgetPicture()
    case .gone, nil: isGone = true
    }
    return false
  }

  /// What goes to the terminal before the next frame: what the program asks of it besides the picture.
  private func preamble() -> [UInt8] {
    if mouse, !hasReportedMouse {
      hasReportedMouse = true
      Signals.setReset(TerminalType.resetBytes(mouse: true))
    }
    var bytes = isGreeted ? [] : TerminalType.greeting()
    if hasReportedMouse, !isGreeted || mouse != reportsMouse { bytes += mouse ? Mouse.on : Mouse.off }
    return bytes
  }

  /// Asks the terminal something more with the next canvas.
  package func ask(_ more: Questions) { questions.formUnion(locale.usesUTF8 ? more : more.subtracting(.ambiguousWidth)) }

  /// Asks the terminal what is to be known of it, on the empty screen that ncurses begins with: whatever a terminal that does not understand
  /// a question shows of it is gone with the first frame.
  private func ask() {
    guard let window = shim_stdscr() else { return }
    let questions = self.questions
    werase(window)
    clearok(window, true)
    wmove(window, 0, 0)
    wnoutrefresh(window)
    let isSent = send(after: preamble()) {
      doupdate()
      return questions.bytes + PlacedGlyph.home()
    }
    needsFullRepaint = true
    guard isSent else { return }
    self.questions = []
    decoder.awaited = questions
    lastAnswer = Monotonic.milliseconds() + Questions.patience
  }

  /// The stretch of a row that differs from the last canvas, in whole glyphs; nil where the row is on the screen already.
  private func changes(_ row: UnsafeBufferPointer<Cell>, _ y: Int) -> Range<Int>? {
    guard !needsFullRepaint, let last = lastCanvas, let base = row.baseAddress else { return row.indices }
    return last.cells.withUnsafeBufferPointer { cells in
      let old = UnsafeBufferPointer(rebasing: cells[y * row.count..<(y + 1) * row.count])
      // Cells are 8 trivial bytes without padding, so memory compares as they do.
      guard let oldBase = old.baseAddress, memcmp(oldBase, base, row.count * MemoryLayout<Cell>.stride) != 0 else { return nil }
      var (first, end) = (0, row.count)
      while first < end, row[first] == old[first] { first += 1 }
      while end > first, row[end - 1] == old[end - 1] { end -= 1 }
      while first < end, first > 0, row[first].width == 0 { first -= 1 }
      while first < end, end < row.count, row[end].width == 0 { end += 1 }
      return first..<end
    }
  }

  /// Takes over a theme: its pairs, and the terminal entry that shows it best.
  private func adopt(_ theme: Theme) {
    let wantsDirect = TerminalType.wantsDirectColor(theme)
    if wantsDirect != isDirect { reopen(direct: wantsDirect) }
    styles = CellStyles(theme, depth: colors)
    lastTheme = theme
    needsFullRepaint = true
  }

  /// Starts ncurses again on another entry of the same terminal, or on the same one where there is no other.
  private func reopen(direct: Bool) {
    isDirect = direct
    // The end comes first: looking up an entry replaces the one that an open screen uses.
    stop()
    do { try start(type: TerminalType.choose(direct: direct)) } catch {
      // An entry that cannot be opened is no reason to end: the other one could be opened before.
      do { try start(type: TerminalType.choose(direct: !direct)) } catch { isGone = true }
    }
  }

  /// Draws everything from scratch with the next canvas: something else has written to the terminal.
  package func redraw() { forgetPicture() }

  /// Forgets what is on the screen.
  func forgetPicture() {
    lastCanvas = nil
    needsFullRepaint = true
  }

  /// Adopts the size of the window, as the terminal now reports it.
  func measure() {
    size = Self.windowSize()
    let (rows, columns) = (Int32(size.height), Int32(size.width))
    if let window = shim_stdscr(), getmaxy(window) != rows || getmaxx(window) != columns {
      // Not resizeterm, which adds a KEY_RESIZE to the keys.
      resize_term(rows, columns)
    }
  }

  /// The size from the terminal, else from `COLUMNS` and `LINES`, else 80x24; never more than the largest that can be asked for.
  private static func windowSize() -> Size {
    var window = winsize()
    let known = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0
    func length(_ measured: UInt16, _ name: String, _ fallback: Int) -> Int {
      if known, measured > 0 { return Int(measured) }
      guard let text = TerminalType.environment(name), let value = Int(text), value > 0 else { return fallback }
      return value
    }
    return Size(
      min(length(window.ws_col, "COLUMNS", 80), Size.largest.width),
      min(length(window.ws_row, "LINES", 24), Size.largest.height))
  }

  /// How long the program waits at its end for a terminal that takes nothing, in milliseconds.
  private static let patienceAtEnd = 300

  /// Hands the terminal back to the shell for a while, until `enter()`.
  func leave() {
    guard isInUse else { return }
    isInUse = false
    // A terminal that takes nothing must not hold anybody up.
    let farewell = TerminalType.farewell(mouse: hasReportedMouse)
    let outcome = output?.collect(before: farewell, limit: Self.patienceAtEnd) { Self.endWindows() }
    if outcome == .gone { isGone = true }
    awaitAnswers()
    TerminalModes.restore(STDOUT_FILENO)
    Signals.setOnScreen(false)
  }

  private static func endWindows() -> [UInt8] {
    endwin()
    return []
  }

  /// Takes the terminal again after `leave()`.
  func enter() {
    // The alternate screen comes with the next canvas (a doupdate here would draw the old one first).
    claim()
  }

  /// Sets the modes, and asks the terminal for what goes with them.
  private func claim() {
    isInUse = true
    Signals.setOnScreen(true)
    TerminalModes.set(STDOUT_FILENO)
    isGreeted = false
    measure()
    forgetPicture()
  }
}

/// The modes of the terminal's line.
enum TerminalModes {
  /// Each byte at once and as it is, no echo, no flow control: Ctrl-S is a key like any other.
  ///
  /// Ctrl-C, Ctrl-\ and Ctrl-Z are signals.
  static func set(_ terminal: Int32) {
    guard var modes = Signals.shellModes() else { return }
    modes.c_lflag &= ~tcflag_t(ICANON | ECHO | ECHONL | IEXTEN)
    modes.c_iflag &= ~tcflag_t(ICRNL | INLCR | IGNCR | ISTRIP | IXON | IXOFF)
    modes.c_oflag &= ~tcflag_t(ONLCR | OCRNL | TABDLY)
    modes.c_cflag = modes.c_cflag & ~tcflag_t(CSIZE) | tcflag_t(CS8)
    withUnsafeMutableBytes(of: &modes.c_cc) {
      $0[Int(VMIN)] = 1
      $0[Int(VTIME)] = 0
    }
    apply(modes, terminal)
  }

  /// What the shell had.
  static func restore(_ terminal: Int32) {
    if let modes = Signals.shellModes() { apply(modes, terminal) }
  }

  private static func apply(_ modes: termios, _ terminal: Int32) {
    var modes = modes
    // At once: waiting until all output is out would mean waiting for whoever reads it.
    while tcsetattr(terminal, TCSANOW, &modes) != 0, errno == EINTR {}
  }
}
