/// Bars from left to right, one below the other, each between its name and its value, with one level marked beside all of them.
package struct BarList {
  /// A bar with its name and its value.
  package struct Row {
    /// What stands at the left, cut to the columns for names.
    package var name: Line
    /// Drawn from left to right; without a value there is no bar.
    package var bar: Bar
    /// What stands after the bar, or in its place.
    package var words: Line

    /// A row from left to right.
    package init(_ name: Line, _ bar: Bar, _ words: Line) { (self.name, self.bar, self.words) = (name, bar, words) }
  }

  /// From top to bottom; the last ones are left out where there is no room.
  package var rows: [Row]
  /// The level of the mark, in the unit of the bars.
  package var level: Double
  /// What a pointer finds on a row; nil for nothing.
  package var hit: (Int) -> Hit? = { _ in nil }
  /// How many columns the names have, with the blank one after them.
  package var nameWidth: Int
  /// How many columns the words after the longest bar need.
  package var wordsWidth: Int

  /// Bars on one scale, up to the largest of them or the level.
  package init(_ rows: [Row], level: Double, nameWidth: Int, wordsWidth: Int) {
    (self.rows, self.level, self.nameWidth, self.wordsWidth) = (rows, level, nameWidth, wordsWidth)
  }

  /// Draws as many as there is room for, with blank lines between them where there is room for those too, and says whether there was any.
  @discardableResult
  package func draw(in rect: Rect, on canvas: inout Canvas) -> Bool {
    let (names, bars) = rect.left(nameWidth)
    let width = bars.width - wordsWidth
    guard width > 8, rect.height > 0 else { return false }
    let pitch = rect.height >= rows.count * 2 - 1 ? 2 : 1
    let top = rows.reduce(level) { max($0, $1.bar.value ?? 0) }
    let mark = top > 0 ? Int(rounding: max(0, level) / top * Double(width), .down) : 0
    for (i, row) in rows.enumerated() where i * pitch < rect.height {
      let y = rect.y + i * pitch
      canvas.register(hit(i), in: Rect(rect.x, y, rect.width, 1))
      canvas.line(row.name, names.x, y, max: names.width - 1)
      var end = 0
      if let value = row.bar.value {
        let share = top > 0 ? max(0, value) / top : 0
        var bar = LevelBar(share, row.bar.role)
        (bar.isHollow, bar.ground) = (row.bar.hollow, nil)
        canvas.line(bar.line(width), bars.x, y)
        end = max(1, Int(rounding: share * Double(width), .up))
      }
      if mark >= end { canvas.put("┊", bars.x + mark, y, .muted) }
      // A bar and its words are a blank column apart, or the mark.
      let start = row.bar.value == nil ? 0 : end + (mark == end ? 2 : 1)
      canvas.line(row.words, bars.x + start, y, max: bars.width - start)
    }
    return true
  }
}
