import Foundation

/// Moments in the form that GitHub writes them: `2025-06-30T12:00:00Z`.
enum Timestamp {
  /// Seconds since 1970, in whole.
  static func seconds(_ date: Date) -> Int { Int(date.timeIntervalSince1970.rounded(.down)) }

  /// The years that four digits can write, 0 to 9999.
  private static let writable = -62_167_219_200...253_402_300_799

  /// The twenty characters of a moment; one outside the years that can be written becomes the nearest that is inside.
  /// By hand, because a page of 100 versions has 200 of them.
  static func bytes(_ seconds: Int) -> [UInt8] {
    let seconds = min(max(seconds, writable.lowerBound), writable.upperBound)
    let day = Int((Double(seconds) / 86_400).rounded(.down))
    let time = seconds - day * 86_400
    let (year, month, dayOfMonth) = civil(day)
    var text = Array("0000-00-00T00:00:00Z".utf8)
    func put(_ number: Int, at start: Int, digits: Int) {
      var rest = number
      for position in stride(from: start + digits - 1, through: start, by: -1) {
        text[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
    }
    put(year, at: 0, digits: 4)
    put(month, at: 5, digits: 2)
    put(dayOfMonth, at: 8, digits: 2)
    put(time / 3600, at: 11, digits: 2)
    put(time / 60 % 60, at: 14, digits: 2)
    put(time % 60, at: 17, digits: 2)
    return text
  }

  /// The moment that such a text stands for, or nil.
  static func parse(_ text: String) -> Date? {
    guard text.utf8.count == 20 else { return nil }
    return try? Date(text, strategy: .iso8601)
  }

  /// Year, month and day of a day counted from 1970 in the Gregorian calendar: years are taken to begin in March, so
  /// that the leap day is the last of the year and the lengths of the months before it follow one formula.
  private static func civil(_ day: Int) -> (Int, Int, Int) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}
