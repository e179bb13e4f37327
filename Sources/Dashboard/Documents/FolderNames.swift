import Model

/// File names as people read them: the same name may be written composed, as nearly everybody does, or decomposed, as macOS does.
enum FolderNames {
  /// A file in a folder: its name in normalization form C, and as the disk has it.
  typealias Named = (name: String, file: String)

  /// The files in a folder with an ending, by name, and those that have the name of one of them in another form.
  ///
  /// Of several forms the composed one counts, or else the first in the order of scalars.
  static func files(in folder: String, ending: String) throws(Problem) -> (all: [Named], others: [Named]) {
    let names = try namesInFolder(folder).filter { $0.hasSuffix(ending) }.map { (name: $0.composed, file: $0) }
    // Different forms of a name are equal as strings, so they have no order of their own.
    let ordered = names.sorted { a, b in
      if a.name != b.name { return a.name < b.name }
      let (isComposed, isOther) = (isSame(a.name, a.file), isSame(b.name, b.file))
      return isComposed != isOther ? isComposed : a.file.unicodeScalars.lexicographicallyPrecedes(b.file.unicodeScalars)
    }
    var (all, others): ([Named], [Named]) = ([], [])
    for file in ordered { if all.last?.name == file.name { others.append(file) } else { all.append(file) } }
    return (all, others)
  }

  /// A name as the disk has it, or as it is given where there is no such file.
  static func onDisk(_ name: String, in folder: String) -> String {
    (try? files(in: folder, ending: ""))?.all.first { $0.name == name }?.file ?? name
  }

  private static func isSame(_ a: String, _ b: String) -> Bool { a.unicodeScalars.elementsEqual(b.unicodeScalars) }
}
