/// Dates as HTTP headers carry them (RFC 9110, section 5.6.7).
enum HTTPDate {
  /// The seconds since 1970 of a date such as `Sun, 06 Nov 1994 08:49:37 GMT`; nil for anything else.
  static func secondsSince1970(_ text: String) -> Double? {
    let words = text.split(separator: " ")
    guard words.count == 6, words[0].hasSuffix(","), words[5] == "GMT", let day = Int(words[1]),
      let month = months.firstIndex(of: String(words[2])), let year = Int(words[3])
    else { return nil }
    let clock = words[4].split(separator: ":").compactMap { Int($0) }
    guard clock.count == 3, (1...31).contains(day), (1970...9999).contains(year), (0...23).contains(clock[0]),
      (0...59).contains(clock[1]), (0...60).contains(clock[2])
    else { return nil }
    // Days by the civil calendar, years counted from March so that the leap day is the last of its year.
    let shiftedYear = month < 2 ? year - 1 : year
    let shiftedMonth = (month + 10) % 12
    let days =
      365 * shiftedYear + shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400
      + (153 * shiftedMonth + 2) / 5 + day - 1 - 719_468
    return Double(days * 86_400 + clock[0] * 3_600 + clock[1] * 60 + clock[2])
  }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
