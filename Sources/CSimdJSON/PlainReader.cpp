// The quick way to read a page. simdjson's first stage checks the encoding and the strings and finds where each token begins;
// what follows is a walk over these places that checks the grammar and takes the fields that are asked for. Nothing is built of
// the rest, and items whose members have the names of the item before, in the same order, are followed by comparing bytes.
//
// The walk never decides that a page is wrong: it gives up, and simdjson's DOM reads the page instead.

#include "Page.hpp"

#include <algorithm>
#include <cstring>

namespace {

using Index = simdjson::internal::dom_parser_implementation;

// As the DOM's parser: kept for each thread until it grew beyond this.
constexpr size_t kept_capacity = 8 * 1024 * 1024;

// What is nested deeper is left to the DOM, which has a limit of its own.
constexpr int maximum_depth = 60;

/// Finds where the tokens of a text begin; null where that fails.
Index *tokens(const uint8_t *text, size_t length) {
  thread_local std::unique_ptr<Index> index;
  if (index && index->capacity() > kept_capacity && length <= kept_capacity) index.reset();
  if (!index) {
    const auto depth = simdjson::DEFAULT_MAX_DEPTH;
    if (simdjson::get_active_implementation()->create_dom_parser_implementation(length, depth, index)) return nullptr;
  } else if (index->capacity() < length && index->set_capacity(length)) {
    index.reset();
    return nullptr;
  }
  return index->stage1(text, length, simdjson::stage1_mode::regular) ? nullptr : index.get();
}

/// Reads four hexadecimal digits; -1 where there are none.
int32_t hexadecimal(const char *digits) {
  int32_t result = 0;
  for (int place = 0; place < 4; ++place) {
    const char digit = digits[place];
    const int32_t value = digit >= '0' && digit <= '9'   ? digit - '0'
                          : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10
                          : digit >= 'A' && digit <= 'F' ? digit - 'A' + 10
                                                         : -1;
    if (value < 0) return -1;
    result = result << 4 | value;
  }
  return result;
}

void append(std::string &text, uint32_t scalar) {
  const auto byte = [&](uint32_t value) { text.push_back(static_cast<char>(value)); };
  const auto tail = [&](int shift) { byte(0x80 | (scalar >> shift & 0x3F)); };
  if (scalar < 0x80) {
    byte(scalar);
  } else if (scalar < 0x800) {
    byte(0xC0 | scalar >> 6), tail(0);
  } else if (scalar < 0x10000) {
    byte(0xE0 | scalar >> 12), tail(6), tail(0);
  } else {
    byte(0xF0 | scalar >> 18), tail(12), tail(6), tail(0);
  }
}

/// Takes the escapes out of a string; false where one is none. Halves of pairs are left to the DOM.
bool unescape(std::string_view raw, std::string &result) {
  result.clear();
  for (size_t at = 0; at < raw.size();) {
    const size_t slash = std::min(raw.find('\\', at), raw.size());
    result.append(raw, at, slash - at);
    if (slash == raw.size()) break;
    if (slash + 1 == raw.size()) return false;
    at = slash + 2;
    switch (raw[slash + 1]) {
      case '"': case '\\': case '/': result.push_back(raw[slash + 1]); continue;
      case 'b': result.push_back('\b'); continue;
      case 'f': result.push_back('\f'); continue;
      case 'n': result.push_back('\n'); continue;
      case 'r': result.push_back('\r'); continue;
      case 't': result.push_back('\t'); continue;
      case 'u': break;
      default: return false;
    }
    const int32_t unit = raw.size() - at < 4 ? -1 : hexadecimal(raw.data() + at);
    if (unit < 0) return false;
    at += 4;
    if (unit < 0xD800 || unit > 0xDFFF) {
      append(result, static_cast<uint32_t>(unit));
      continue;
    }
    const bool has_second = unit < 0xDC00 && raw.size() - at >= 6 && raw[at] == '\\' && raw[at + 1] == 'u';
    const int32_t second = has_second ? hexadecimal(raw.data() + at + 2) : -1;
    if (second < 0xDC00 || second > 0xDFFF) return false;
    append(result, 0x10000 + (static_cast<uint32_t>(unit - 0xD800) << 10) + static_cast<uint32_t>(second - 0xDC00));
    at += 6;
  }
  return true;
}

class PlainReader {
 public:
  PlainReader(
    csj_page &page, const uint8_t *text, size_t length, Index &index, const csj_arrangement &arrangement,
    const csj_field *fields, size_t field_count)
      : page(page), text(text), length(length), starts(index.structural_indexes.get()),
        count(index.n_structural_indexes), arrangement(arrangement), fields(fields), field_count(field_count),
        has_escapes(std::memchr(text, '\\', length) != nullptr), found(field_count, 0) {}

  bool read() {
    if (count < 2) return false;
    const uint8_t first = text[starts[0]], last = text[starts[count - 1]];
    if ((first != '[' && first != '{') || (last != ']' && last != '}')) return false;
    // A walk that goes too far, which it can do behind a closing bracket only, finds an opening one, which is wrong there.
    starts[count] = starts[0];
    return wrapper(0) && at == count;
  }

 private:
  csj_page &page;
  const uint8_t *text;
  size_t length;
  /// Where the tokens begin, and behind the last of them two more.
  uint32_t *starts;
  size_t count;
  const csj_arrangement &arrangement;
  const csj_field *fields;
  size_t field_count;
  bool has_escapes;
  /// The token at hand.
  size_t at = 0;
  /// By field: the last item that had it, counted from 1.
  std::vector<size_t> found;
  std::string unescaped;

  /// A member as the item before had it.
  struct Known {
    /// Everything from its name's quote to its value.
    std::string_view lead;
    /// The field; the count of them where it is none.
    size_t field;
    /// The object or array that nobody wanted, and how many tokens it has: what has the same bytes has the same ones.
    std::string_view skipped = {};
    size_t tokens = 0;
  };
  std::vector<Known> known;

  uint8_t token() const { return text[starts[at]]; }

  const char *here() const { return reinterpret_cast<const char *>(text + starts[at]); }

  /// The string or scalar at hand, without the space behind it: the last token is a bracket.
  std::string_view scalar() const {
    size_t end = starts[at + 1];
    while (csj::is_space(text[end - 1])) --end;
    return std::string_view(here(), end - starts[at]);
  }

  /// Whether a bracket, a colon or a comma is at hand.
  bool is_mark() const {
    switch (token()) {
      case '{': case '}': case '[': case ']': case ':': case ',': return true;
      default: return false;
    }
  }

  /// The string at hand, without its quotes.
  bool string(std::string_view &raw) const {
    if (token() != '"') return false;
    const std::string_view whole = scalar();
    if (whole.size() < 2 || whole.back() != '"') return false;
    raw = whole.substr(1, whole.size() - 2);
    return true;
  }

  /// Whether a text begins as another one. Names are short, so that a call for each would take longer than the comparison.
  static bool is_same(const char *found, std::string_view wanted) {
    const char *other = wanted.data();
    size_t left = wanted.size();
    uint64_t one, two;
    for (; left >= sizeof one; left -= sizeof one, found += sizeof one, other += sizeof one) {
      std::memcpy(&one, found, sizeof one);
      std::memcpy(&two, other, sizeof two);
      if (one != two) return false;
    }
    for (size_t byte = 0; byte < left; ++byte) {
      if (found[byte] != other[byte]) return false;
    }
    return true;
  }

  bool is_escaped(std::string_view raw) const { return has_escapes && raw.find('\\') != raw.npos; }

  // MARK: Arrangement

  bool wrapper(size_t level) {
    if (level == arrangement.path_length) return arrangement.shape == CSJ_LIST ? list() : object();
    if (token() != '{') return false;
    const std::string_view name(arrangement.path[level].text, arrangement.path[level].length);
    bool is_found = false;
    do {
      ++at;
      std::string_view member;
      if (!string(member) || is_escaped(member)) return false;
      ++at;
      if (token() != ':') return false;
      ++at;
      if (is_found || member != name) {
        if (!skip()) return false;
      } else {
        is_found = true;
        if (!wrapper(level + 1)) return false;
      }
    } while (token() == ',');
    return token() == '}' && (++at, is_found);
  }

  bool object() { return !arrangement.has_values && token() == '{' && item(); }

  bool list() {
    if (arrangement.has_values || token() != '[') return false;
    ++at;
    if (token() == ']') {
      ++at;
      return true;
    }
    const size_t first = starts[at];
    while (token() == '{') {
      if (!item()) return false;
      // Items are of one size, more or less.
      if (page.count == 1) reserve((length - first) / (starts[at] - first) + 1);
      const uint8_t next = token();
      ++at;
      if (next == ']') return true;
      if (next != ',') return false;
    }
    return false;
  }

  /// Makes room, not for more than pages hold as a rule: the rest may be another size.
  void reserve(size_t items) {
    items = std::min<size_t>(items, 1024);
    page.cells.reserve(items * field_count);
    page.text.reserve(items * (page.text.size() + 8));
  }

  // MARK: Items

  bool item() {
    const size_t first = page.cells.size();
    page.cells.resize(first + field_count);  // zeroed: CSJ_NULL
    page.count += 1;
    ++at;
    if (token() == '}') {
      ++at;
      return true;
    }
    for (size_t place = 0;; ++place) {
      size_t field;
      if (!member(place, field)) return false;
      if (field < field_count && found[field] != page.count) {
        found[field] = page.count;
        if (!value(fields[field].as_json, page.cells[first + field])) return false;
      } else if (!skip(place)) {
        return false;
      }
      const uint8_t next = token();
      ++at;
      if (next == '}') return true;
      if (next != ',') return false;
    }
  }

  /// Goes to a member's value, and tells its field; the count of them where it is none.
  bool member(size_t place, size_t &field) {
    if (place < known.size()) {
      const std::string_view lead = known[place].lead;
      if (starts[at + 2] - starts[at] == lead.size() && is_same(here(), lead)) {
        field = known[place].field;
        at += 2;
        return true;
      }
    }
    const char *begin = here();
    std::string_view name;
    if (!string(name)) return false;
    const bool is_plain = !is_escaped(name);
    if (!is_plain) {
      if (!unescape(name, unescaped)) return false;
      name = unescaped;
    }
    ++at;
    if (token() != ':') return false;
    ++at;
    field = 0;
    while (field < field_count && name != std::string_view(fields[field].name, fields[field].length)) ++field;
    // Objects that serve as dictionaries have members without end, and no order.
    if (!is_plain || place >= 256) return true;
    if (place >= known.size()) known.resize(place + 1);
    known[place] = Known{std::string_view(begin, static_cast<size_t>(here() - begin)), field};
    return true;
  }

  // MARK: Values

  /// Takes a value.
  bool value(bool as_json, csj_cell &cell) {
    switch (token()) {
      case '"': {
        std::string_view raw;
        if (!string(raw)) return false;
        const bool is_plain = !is_escaped(raw);
        if (as_json) {
          if (!is_plain) return by_document(scalar(), true, cell) && (++at, true);
          page.write_without_zeros(scalar(), CSJ_JSON, cell);
        } else if (is_plain) {
          page.write_without_zeros(raw, CSJ_STRING, cell);
        } else {
          if (!unescape(raw, unescaped)) return false;
          page.write(unescaped, CSJ_STRING, cell);
        }
        ++at;
        return true;
      }
      case '{': case '[': {
        const size_t first = starts[at];
        bool is_compact = true;
        if (!container(is_compact)) return false;
        const std::string_view whole(
          reinterpret_cast<const char *>(text + first), starts[at - 1] + 1 - first);
        if (!is_compact || is_escaped(whole)) return by_document(whole, true, cell);
        page.write_without_zeros(whole, CSJ_JSON, cell);
        return true;
      }
      case 'n': return skip();  // it is CSJ_NULL already
      default: {
        if (is_mark()) return false;
        const std::string_view whole = scalar();
        int64_t number = 0;
        if (whole == "true" || whole == "false") {
          cell.kind = CSJ_BOOLEAN;
          cell.value.integer = whole.size() == 4;
        } else if (integer(whole, number)) {
          cell.kind = CSJ_INTEGER;
          cell.value.integer = number;
        } else {
          return by_document(whole, as_json, cell) && (++at, true);
        }
        if (as_json) page.write_without_zeros(whole, CSJ_JSON, cell);
        ++at;
        return true;
      }
    }
  }

  /// Whether a scalar is a whole number that is written as JSON writes it, of so few digits that it surely fits.
  static bool integer(std::string_view digits, int64_t &number) {
    const bool is_negative = !digits.empty() && digits.front() == '-';
    if (is_negative) digits.remove_prefix(1);
    if (digits.empty() || digits.size() > 18 || (digits.front() == '0' && (digits.size() > 1 || is_negative))) {
      return false;
    }
    int64_t result = 0;
    for (const char digit : digits) {
      if (digit < '0' || digit > '9') return false;
      result = result * 10 + (digit - '0');
    }
    number = is_negative ? -result : result;
    return true;
  }

  /// Has the DOM read and write a part of the text: other numbers, and nested values that are not written as it would.
  bool by_document(std::string_view part, bool as_json, csj_cell &cell) {
    simdjson::dom::element element;
    if (csj::shared_parser().parse(part.data(), part.size()).get(element)) return false;
    csj::write(page, element, as_json, cell);
    return true;
  }

  /// Goes over a member's value that nobody wants.
  bool skip(size_t place) {
    const uint8_t byte = token();
    if (byte == '"' && !has_escapes) {
      const uint32_t last = starts[at + 1] - 1;
      if (text[last] != '"' || last == starts[at]) return skip();
      ++at;
      return true;
    }
    if ((byte != '{' && byte != '[') || place >= known.size()) return skip();
    Known &member = known[place];
    const uint32_t first = starts[at];
    if (!member.skipped.empty() && length - first > member.skipped.size() && is_same(here(), member.skipped)) {
      at += member.tokens;
      return true;
    }
    const size_t before = at;
    if (!skip()) return false;
    member.skipped = std::string_view(
      reinterpret_cast<const char *>(text + first), starts[at - 1] + 1 - first);
    member.tokens = at - before;
    return true;
  }

  /// Goes over a value that nobody wants.
  bool skip() {
    bool is_compact = true;
    return token() == '{' || token() == '[' ? container(is_compact) : skip_scalar(is_compact);
  }

  bool skip_scalar(bool &is_compact) {
    if (is_mark()) return false;
    const std::string_view whole = scalar();
    if (here() + whole.size() != reinterpret_cast<const char *>(text + starts[at + 1])) is_compact = false;
    int64_t number;
    switch (whole.front()) {
      case '"': {
        std::string_view raw;
        if (!string(raw) || (is_escaped(raw) && !unescape(raw, unescaped))) return false;
        break;
      }
      case 't': if (whole != "true") return false; break;
      case 'f': if (whole != "false") return false; break;
      case 'n': if (whole != "null") return false; break;
      default:
        if (integer(whole, number)) break;
        is_compact = false;
        simdjson::dom::element element;
        if (csj::shared_parser().parse(whole.data(), whole.size()).get(element) || !element.is_number()) return false;
    }
    ++at;
    return true;
  }

  /// Goes over an object or an array. `is_compact` is set to false where the DOM would write it otherwise.
  bool container(bool &is_compact) {
    // A bit for each that is open: whether it is an object.
    uint64_t kinds = 0;
    int depth = 0;
    while (true) {
      // A value, or the first thing in a container.
      const uint8_t byte = token();
      if (byte == '{' || byte == '[') {
        if (depth == maximum_depth) return false;
        if (starts[at + 1] != starts[at] + 1) is_compact = false;
        depth += 1;
        kinds = kinds << 1 | (byte == '{');
        ++at;
        const bool is_empty = token() == (byte == '{' ? '}' : ']');
        if (!is_empty) {
          if (byte == '{' && !name(is_compact)) return false;
          continue;
        }
      } else {
        if (!skip_scalar(is_compact)) return false;
      }
      // What is behind a value.
      while (true) {
        const uint8_t next = token();
        const bool is_object = kinds & 1;
        if (next == (is_object ? '}' : ']')) {
          ++at;
          depth -= 1;
          kinds >>= 1;
          if (depth == 0) return true;
          if (starts[at] != starts[at - 1] + 1) is_compact = false;
          continue;
        }
        if (next != ',') return false;
        if (starts[at + 1] != starts[at] + 1) is_compact = false;
        ++at;
        if (is_object && !name(is_compact)) return false;
        break;
      }
    }
  }

  /// Goes over a member's name and the colon.
  bool name(bool &is_compact) {
    if (token() != '"' || !skip_scalar(is_compact) || token() != ':') return false;
    if (starts[at + 1] != starts[at] + 1) is_compact = false;
    ++at;
    return true;
  }
};

}  // namespace

namespace csj {

std::unique_ptr<csj_page> read_plainly(
  const uint8_t *body, size_t length, const csj_arrangement &arrangement, const csj_field *fields, size_t field_count) {
  Index *index = tokens(body, length);
  if (!index) return nullptr;
  auto page = std::make_unique<csj_page>();
  page->width = field_count;
  PlainReader reader(*page, body, length, *index, arrangement, fields, field_count);
  return reader.read() ? std::move(page) : nullptr;
}

}  // namespace csj
