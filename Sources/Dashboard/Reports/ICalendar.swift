package import Model

/// A calendar file (RFC 5545), written line by line.
package struct ICalendar {
  /// A property of the calendar or of an event.
  package struct Property {
    /// What comes after the colon, by how it is written.
    package enum Value {
      /// Words: what has a meaning in the format is escaped.
      case text(String)
      /// A day.
      case date(Day)
      /// A moment, written in UTC.
      case moment(Instant)
      /// A word of the format itself.
      case word(String)
    }

    /// With its parameters, where it has some.
    package var name: String
    /// What it says.
    package var value: Value

    /// A property and its value.
    package init(_ name: String, _ value: Value) { (self.name, self.value) = (name, value) }
  }

  /// Who made it.
  package var product: String
  /// What calendar programs call it.
  package var name: String
  /// The properties of each event.
  package var events: [[Property]]

  /// A calendar of events, each with its properties.
  package init(product: String, name: String, events: [[Property]] = []) {
    (self.product, self.name, self.events) = (product, name, events)
  }

  /// The text of the file.
  package var text: String {
    var out = ""
    func write(_ property: Property) { out += ICalendar.folded(property.line) }
    func write(_ name: String, _ word: String) { write(Property(name, .word(word))) }
    write("BEGIN", "VCALENDAR")
    write("VERSION", "2.0")
    write(Property("PRODID", .text(product)))
    write("CALSCALE", "GREGORIAN")
    write(Property("X-WR-CALNAME", .text(name)))
    if events.isEmpty {
      // A calendar must have a component: without an event it says which zone its times would be in.
      for (name, word) in ICalendar.zone { write(name, word) }
    }
    for event in events {
      write("BEGIN", "VEVENT")
      for property in event { write(property) }
      write("END", "VEVENT")
    }
    write("END", "VCALENDAR")
    return out
  }

  private static let zone = [
    ("BEGIN", "VTIMEZONE"), ("TZID", "UTC"), ("BEGIN", "STANDARD"), ("DTSTART", "19700101T000000"), ("TZOFFSETFROM", "+0000"),
    ("TZOFFSETTO", "+0000"), ("END", "STANDARD"), ("END", "VTIMEZONE"),
  ]

  /// The most octets of a line without its end.
  private static let width = 75

  /// A line with its end, broken into lines that begin with a blank where it is too long; no character is split.
  private static func folded(_ line: String) -> String {
    var out = ""
    var used = 0
    for scalar in line.unicodeScalars {
      let size = UTF8.width(scalar)
      if used + size > width {
        out += "\r\n "
        used = 1
      }
      out.unicodeScalars.append(scalar)
      used += size
    }
    return out + "\r\n"
  }
}

extension ICalendar.Property {
  fileprivate var line: String {
    switch value {
    case .text(let text): return "\(name):\(Self.escaped(text))"
    case .word(let word): return "\(name):\(word)"
    case .date(let day): return "\(name);VALUE=DATE:\(Self.digits(day))"
    case .moment(let instant):
      let t = instant.local(in: .utc)
      return "\(name):\(Self.digits(t.day))T\(pad(t.hour, 2))\(pad(t.minute, 2))\(pad(t.second, 2))Z"
    }
  }

  private static func digits(_ day: Day) -> String {
    let c = day.civil
    return pad(c.year, 4) + pad(c.month, 2) + pad(c.day, 2)
  }

  private static func escaped(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": out += ["\\", scalar]
      case "\n": out += "\\n".unicodeScalars
      // Texts of a user's facts may hold what no calendar may.
      case _ where scalar.value < 32 || (0x7f...0x9f).contains(scalar.value): out.append("?")
      default: out.append(scalar)
      }
    }
    return String(out)
  }
}
