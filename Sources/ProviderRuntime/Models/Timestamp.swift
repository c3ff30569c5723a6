#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A date as APIs write it: ISO 8601 in the profile of [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339), with or
/// without a fraction of a second, in UTC or with an offset.
///
/// It is read and written here and not by a date format of Foundation, at a fraction of the cost.
public struct Timestamp: Sendable, Hashable, CustomStringConvertible {
  /// The moment.
  public var date: Date

  /// Creates a timestamp of a date.
  public init(_ date: Date) {
    self.date = date
  }

  /// Reads a timestamp such as `2022-04-18T20:01:02Z` or `2022-04-18T22:01:02.25+02:00`; nil where the text is none.
  public init?(_ text: String) {
    var text = text
    guard let seconds = text.withUTF8({ Self.seconds($0) }) else { return nil }
    date = Date(timeIntervalSince1970: seconds)
  }

  /// The text in UTC, to the microsecond, without digits that say nothing: `2022-04-18T20:01:02.25Z`.
  public var description: String {
    let microseconds = (date.timeIntervalSince1970 * 1_000_000).rounded()
    // Beyond the years that four digits hold there is no such text; the nearest one that exists is written.
    let total = Int64(min(max(microseconds, -62_135_596_800_000_000), 253_402_300_799_000_000))
    let (day, rest) = Self.floored(total, 86_400_000_000)
    let (year, month, dayOfMonth) = Self.civil(day)
    let second = rest / 1_000_000
    var result = "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(dayOfMonth, 2))T"
    result += "\(Self.padded(second / 3600, 2)):\(Self.padded(second / 60 % 60, 2)):\(Self.padded(second % 60, 2))"
    var fraction = rest % 1_000_000
    if fraction > 0 {
      var digits: Int64 = 6
      while fraction % 10 == 0 {
        fraction /= 10
        digits -= 1
      }
      result += "." + Self.padded(fraction, Int(digits))
    }
    return result + "Z"
  }

  private static func padded(_ number: Int64, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }

  private static func floored(_ value: Int64, _ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }

  /// Seconds since 1970 of a text; nil where it is no timestamp.
  private static func seconds(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    func number(_ start: Int, _ count: Int) -> Int64? {
      guard start + count <= text.count else { return nil }
      var result: Int64 = 0
      for index in start..<start + count {
        let digit = text[index] &- UInt8(ascii: "0")
        guard digit < 10 else { return nil }
        result = result * 10 + Int64(digit)
      }
      return result
    }
    func holds(_ index: Int, _ characters: StaticString) -> Bool {
      index < text.count && characters.withUTF8Buffer { $0.contains(text[index]) }
    }
    guard let year = number(0, 4), holds(4, "-"), let month = number(5, 2), holds(7, "-"), let day = number(8, 2),
      holds(10, "Tt "), let hour = number(11, 2), holds(13, ":"), let minute = number(14, 2), holds(16, ":"),
      let second = number(17, 2), 1...12 ~= month, 1...days(of: month, in: year) ~= day, hour < 24, minute < 60,
      second <= 60
    else { return nil }
    var index = 19
    var fraction = 0.0
    if holds(index, ".,") {
      let start = index + 1
      index = start
      while let digit = number(index, 1) {
        // Beyond the nanosecond a Double has nothing left to hold.
        if index - start < 9 { fraction = fraction * 10 + Double(digit) }
        index += 1
      }
      guard index > start else { return nil }
      for _ in 0..<min(index - start, 9) { fraction /= 10 }
    }
    var offset: Int64 = 0
    if holds(index, "Zz") {
      index += 1
    } else if holds(index, "+-") {
      let sign: Int64 = holds(index, "-") ? -1 : 1
      guard let hours = number(index + 1, 2), hours < 24 else { return nil }
      index += 3
      if holds(index, ":") { index += 1 }
      guard let minutes = number(index, 2), minutes < 60 else { return nil }
      index += 2
      offset = sign * (hours * 3600 + minutes * 60)
    } else {
      return nil
    }
    guard index == text.count else { return nil }
    let whole = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset
    return Double(whole) + fraction
  }

  private static func days(of month: Int64, in year: Int64) -> Int64 {
    switch month {
    case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }

  /// Days since 1970-01-01 of a date of the Gregorian calendar. Years are counted from March, so that the leap day is
  /// the last of its year and months have a regular length.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let marchYear = month > 2 ? year : year - 1
    let (era, yearOfEra) = floored(marchYear, 400)
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The inverse of `days`.
  private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = floored(days + 719_468, 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }
}
