import ArgumentParser

/// Completion scripts for shells.
///
/// The parser's library makes them from the options, but knows nothing of commands that may be left out: of `tsla-tui --panel` it
/// completes nothing, because `--panel` belongs to `open`. So its script is given the words with the command filled in.
enum CompletionScript {
  /// The script that arguments ask for; nil where they ask for none, or for a shell that there is no script for, which the parser
  /// refuses in its own words.
  static func requested(_ arguments: [String]) -> String? {
    let flag = "--generate-completion-script"
    guard let first = arguments.first else { return nil }
    let name: String?
    if first == flag {
      name = arguments.dropFirst().first ?? CompletionShell.autodetected()?.rawValue
    } else if first.hasPrefix(flag + "=") {
      name = String(first.dropFirst(flag.count + 1))
    } else {
      return nil
    }
    return name.flatMap { CompletionShell(rawValue: $0) }.map { text($0) }
  }

  /// The library's script for a shell, extended to fill in the commands that are left out.
  static func text(_ shell: CompletionShell) -> String {
    let script = TslaTui.completionScript(for: shell)
    let tree = Tree(TslaTui.self)
    switch shell {
    case .bash: return script + "\n" + bash(tree)
    case .zsh:
      return
        script
        .replacing("\n_tsla-tui() {\n", with: "\n__tsla-tui_of_whole_words() {\n", maxReplacements: 1)
        .replacing("\nif [[ \"${funcstack[1]}\"", with: "\n" + zsh(tree) + "\nif [[ \"${funcstack[1]}\"", maxReplacements: 1)
    case .fish:
      return script.replacing(
        "\nfunction __tsla-tui_tokens\n", with: "\nfunction __tsla-tui_tokens_as_typed\n", maxReplacements: 1)
        + "\n" + fish(tree)
    default: return script
    }
  }

  /// Which commands there are, and which of them may be left out.
  private struct Tree {
    /// Every command with the ones before it, such as `tsla-tui eps`, except those with nothing below them.
    private(set) var paths: [String] = []
    /// What may be left out after a command.
    private(set) var defaults: [(path: String, name: String)] = []

    init(_ root: any ParsableCommand.Type) { add(root, root._commandName) }

    private mutating func add(_ command: any ParsableCommand.Type, _ path: String) {
      let configuration = command.configuration
      guard !configuration.subcommands.isEmpty else { return }
      paths.append(path)
      if let name = configuration.defaultSubcommand?._commandName { defaults.append((path, name)) }
      for subcommand in configuration.subcommands { add(subcommand, path + " " + subcommand._commandName) }
    }

    /// The commands that lead to others, quoted; the first is the program itself.
    var inner: [String] { paths.dropFirst().map { "'\($0)'" } }
  }

  /// Replaces the function that bash calls.
  ///
  /// It also puts `--option=value` back together, which bash has split.
  private static func bash(_ tree: Tree) -> String {
    """
    # Puts in the command that was left out, and calls the above.
    __tsla-tui_with_default() {
        local cur="${2}" prev="${3}"
        local -a COMP_WORDS=("${COMP_WORDS[@]}")
        local -i COMP_CWORD="${COMP_CWORD}" i=1
        while ((i <= COMP_CWORD)); do
            if [[ "${COMP_WORDS[i]}" = '=' && "${COMP_WORDS[i - 1]}" = --* ]]; then
                if ((i == COMP_CWORD)); then
                    COMP_WORDS[i]='' cur=''
                else
                    COMP_WORDS=("${COMP_WORDS[@]::i}" "${COMP_WORDS[@]:i + 1}")
                    COMP_CWORD=COMP_CWORD-1
                fi
                ((i == COMP_CWORD)) && prev="${COMP_WORDS[i - 1]}"
            fi
            i+=1
        done
        local command='tsla-tui' default=''
        for ((i = 1; i <= COMP_CWORD; i++)); do
            case "${command} ${COMP_WORDS[i]}" in
            \(tree.inner.joined(separator: "|")))
                command+=" ${COMP_WORDS[i]}"
                continue
                ;;
            esac
            case "${COMP_WORDS[i]}" in
            -h|--help|--version) ;;
            -*)
                case "${command}" in
    \(tree.defaults.map { "            '\($0.path)') default=\($0.name) ;;" }.joined(separator: "\n"))
                esac
                ;;
            esac
            break
        done
        if [[ -n "${default}" ]]; then
            COMP_WORDS=("${COMP_WORDS[@]::i}" "${default}" "${COMP_WORDS[@]:i}")
            COMP_CWORD=COMP_CWORD+1
        fi
        _tsla-tui "${1}" "${cur}" "${prev}"
    }

    complete -o filenames -F __tsla-tui_with_default tsla-tui

    """
  }

  private static func zsh(_ tree: Tree) -> String {
    """
    # Puts in the command that was left out, and calls the above.
    _tsla-tui() {
        local command='tsla-tui' default=''
        local -i i=2
        while (( i <= CURRENT )); do
            case "${command} ${words[i]}" in
            (\(tree.inner.joined(separator: "|")))
                command+=" ${words[i]}"
                (( i += 1 ))
                continue
                ;;
            esac
            case "${words[i]}" in
            (-h|--help|--version) ;;
            (-*)
                case "${command}" in
    \(tree.defaults.map { "            ('\($0.path)') default=\($0.name) ;;" }.joined(separator: "\n"))
                esac
                ;;
            esac
            break
        done
        if [[ -n "${default}" ]]; then
            words=("${(@)words[1,i-1]}" "${default}" "${(@)words[i,-1]}")
            (( CURRENT += 1 ))
        fi
        __tsla-tui_of_whole_words "${@}"
    }

    """
  }

  private static func fish(_ tree: Tree) -> String {
    """
    # The words with the command that was left out put in.
    function __tsla-tui_tokens
        # Where the cursor stands, which only a shell on a terminal knows; complete -C completes at the end.
        if string match -q -- '*C*' "$argv"
            if status is-interactive
                __tsla-tui_tokens_as_typed $argv
            else
                string length -- "$(commandline -t)"
            end
            return
        end
        set -l tokens (__tsla-tui_tokens_as_typed $argv)
        set -l seen $tokens
        switch "$argv"
        case '*t*'
            string join -- \\n $tokens
            return
        case '*c*'
            # These end before the word that is completed.
            set -a seen (commandline -t)
        end
        set -l command tsla-tui
        set -l i 2
        while test $i -le (count $seen)
            switch "$command $seen[$i]"
            case \(tree.inner.joined(separator: " "))
                set command "$command $seen[$i]"
                set i (math $i + 1)
                continue
            end
            switch "$seen[$i]"
            case -h --help --version
            case '-*'
                set -l default
                switch "$command"
    \(tree.defaults.map { "            case '\($0.path)'\n                set default \($0.name)" }.joined(separator: "\n"))
                end
                if test -n "$default"
                    set -l rest
                    test $i -le (count $tokens); and set rest $tokens[$i..-1]
                    set tokens $tokens[1..(math $i - 1)] $default $rest
                end
            end
            break
        end
        string join -- \\n $tokens
    end

    """
  }
}
