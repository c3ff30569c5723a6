#include "Page.hpp"

#include <charconv>
#include <cstdio>
#include <exception>
#include <new>
#include <shared_mutex>
#include <utility>

namespace dom = simdjson::dom;

namespace {

// A parser keeps the buffers of the largest document that it read. One is kept per thread, since pages come one after
// another; one that grew beyond this is dropped again, so that a single huge body is not paid for ever after.
constexpr size_t kept_capacity = 8 * 1024 * 1024;

// A process may end while pages are read ahead: exit() destroys simdjson's implementations, whose virtual functions a
// parser calls when it is made, and the process would end by a signal in place of its status. So the end of the process
// waits for the reading at hand, and reading that comes later waits for the end.
using Reading = std::shared_lock<std::shared_mutex>;

std::shared_mutex &gate() {
  // Never destroyed.
  static auto *mutex = new std::shared_mutex;
  return *mutex;
}

struct Closing {
  ~Closing() { gate().lock(); }
};

Reading begin_reading() {
  // What is made first is destroyed last.
  (void)simdjson::get_active_implementation()->name();
  static Closing closing;
  return Reading(gate());
}

csj_page *fail(csj_error *error, csj_problem problem, int64_t item, const char *detail) {
  error->problem = problem;
  error->item = item;
  std::snprintf(error->detail, sizeof error->detail, "%s", detail);
  return nullptr;
}

const char *type_name(dom::element_type type) {
  switch (type) {
    case dom::element_type::ARRAY: return "an array";
    case dom::element_type::OBJECT: return "an object";
    case dom::element_type::STRING: return "a string";
    case dom::element_type::BOOL: return "true or false";
    case dom::element_type::NULL_VALUE: return "null";
    default: return "a number";
  }
}

/// Whether a whole number fits 64 bits, signed or not, as simdjson's DOM needs it to.
bool fits(const char *first, const char *last) {
  int64_t with_sign;
  uint64_t without;
  return std::from_chars(first, last, with_sign).ec == std::errc() ||
         std::from_chars(first, last, without).ec == std::errc();
}

/// Writes whole numbers that do not fit 64 bits as floating-point numbers ("…e0"), which is what SQLite does with them.
/// simdjson's DOM refuses the whole document instead, so this runs only where it did.
std::string with_long_integers_as_reals(const uint8_t *body, size_t length) {
  std::string result;
  result.reserve(length + 64);
  bool in_string = false;
  for (size_t i = 0; i < length;) {
    const uint8_t byte = body[i];
    if (in_string) {
      if (byte == '\\' && i + 1 < length) {
        result.append(reinterpret_cast<const char *>(body) + i, 2);
        i += 2;
        continue;
      }
      if (byte == '"') in_string = false;
      result.push_back(static_cast<char>(byte));
      ++i;
      continue;
    }
    if (byte == '"') in_string = true;
    if (byte == '-' || (byte >= '0' && byte <= '9')) {
      size_t end = i + 1;
      bool is_whole = true;
      while (end < length) {
        const uint8_t next = body[end];
        if (next == '.' || next == 'e' || next == 'E' || next == '+' || next == '-') {
          is_whole = false;
        } else if (next < '0' || next > '9') {
          break;
        }
        ++end;
      }
      const char *number = reinterpret_cast<const char *>(body) + i;
      result.append(number, end - i);
      if (is_whole && end - i >= 19 && !fits(number, number + (end - i))) result.append("e0");
      i = end;
      continue;
    }
    result.push_back(static_cast<char>(byte));
    ++i;
  }
  return result;
}

class Reader {
 public:
  Reader(csj_page &page, const csj_field *fields, size_t field_count)
      : page(page), fields(fields), field_count(field_count) {}

  /// Reads an item that is a value.
  void read(dom::element item) {
    const size_t first = page.cells.size();
    page.cells.resize(first + field_count);  // zeroed: CSJ_NULL
    for (size_t index = 0; index < field_count; ++index) {
      if (fields[index].is_item) csj::write(page, item, fields[index].as_json, page.cells[first + index]);
    }
  }

  /// Reads an item's members.
  void read(dom::object item) {
    const size_t first = page.cells.size();
    page.cells.resize(first + field_count);  // zeroed: CSJ_NULL
    if (field_count == 0) return;
    found.assign(field_count, false);
    size_t left = field_count;
    size_t place = 0;
    for (auto member : item) {
      const size_t index = field(member.key, place++);
      if (index == field_count || found[index]) continue;
      found[index] = true;
      csj::write(page, member.value, fields[index].as_json, page.cells[first + index]);
      if (--left == 0) break;
    }
  }

 private:
  csj_page &page;
  const csj_field *fields;
  size_t field_count;
  std::vector<bool> found;
  /// By place: the name that the item before had there, and its field.
  std::vector<std::pair<std::string_view, size_t>> known;

  /// The field of a member's name; the count of them where it is none. Items of a list keep their members in one order as
  /// a rule.
  size_t field(std::string_view name, size_t place) {
    if (place < known.size() && known[place].first == name) return known[place].second;
    size_t index = 0;
    while (index < field_count && name != std::string_view(fields[index].name, fields[index].length)) ++index;
    // Objects that serve as dictionaries have members without end, and no order.
    if (place >= 256) return index;
    if (place >= known.size()) known.resize(place + 1);
    known[place] = {name, index};
    return index;
  }
};

/// Follows a path of members; false, with `error` set, where it leads nowhere.
bool follow(dom::element &element, const csj_arrangement &arrangement, csj_error *error) {
  char detail[160];
  for (size_t index = 0; index < arrangement.path_length; ++index) {
    const std::string_view name(arrangement.path[index].text, arrangement.path[index].length);
    const int shown = static_cast<int>(name.size() > 60 ? 60 : name.size());
    dom::object wrapper;
    if (element.get(wrapper)) {
      std::snprintf(
        detail, sizeof detail, "expected an object with the member \"%.*s\", found %s", shown, name.data(),
        type_name(element.type()));
      fail(error, CSJ_SHAPE, -1, detail);
      return false;
    }
    if (wrapper.at_key(name).get(element)) {
      std::snprintf(detail, sizeof detail, "the object has no member \"%.*s\"", shown, name.data());
      fail(error, CSJ_SHAPE, -1, detail);
      return false;
    }
  }
  return true;
}

csj_page *read_items(
  dom::element root, const csj_arrangement &arrangement, const csj_field *fields, size_t field_count,
  csj_error *error) {
  auto page = std::make_unique<csj_page>();
  page->width = field_count;
  Reader reader(*page, fields, field_count);
  char detail[160];
  if (!follow(root, arrangement, error)) return nullptr;

  if (arrangement.shape == CSJ_OBJECT) {
    if (arrangement.may_be_null && root.is_null()) return page.release();
    page->count = 1;
    if (arrangement.has_values) {
      reader.read(root);
      return page.release();
    }
    dom::object item;
    if (root.get(item)) {
      std::snprintf(detail, sizeof detail, "expected an object, found %s", type_name(root.type()));
      return fail(error, CSJ_SHAPE, -1, detail);
    }
    reader.read(item);
    return page.release();
  }

  dom::array items;
  if (root.get(items)) {
    std::snprintf(detail, sizeof detail, "expected an array, found %s", type_name(root.type()));
    return fail(error, CSJ_SHAPE, -1, detail);
  }
  // size() saturates at 2^24 - 1, so it is good for room, not for the count.
  page->cells.reserve(items.size() * field_count);
  for (dom::element element : items) {
    dom::object item;
    if (arrangement.has_values) {
      reader.read(element);
    } else if (element.get(item)) {
      std::snprintf(
        detail, sizeof detail, "expected objects in the array, found %s", type_name(element.type()));
      return fail(error, CSJ_SHAPE, static_cast<int64_t>(page->count), detail);
    } else {
      reader.read(item);
    }
    page->count += 1;
  }
  return page.release();
}

/// Parses a text; whole numbers that do not fit 64 bits are read as floating-point numbers. `rewritten` must live as long
/// as the element.
simdjson::error_code parse(const uint8_t *text, size_t length, std::string &rewritten, dom::element &root) {
  dom::parser &parser = csj::shared_parser();
  simdjson::error_code code = parser.parse(text, length).get(root);
  if (code == simdjson::NUMBER_ERROR) {
    rewritten = with_long_integers_as_reals(text, length);
    code = parser.parse(rewritten).get(root);
  }
  return code;
}

csj_page *read_page(
  const uint8_t *body, size_t length, const csj_arrangement &arrangement, const csj_field *fields, size_t field_count,
  csj_error *error) {
  size_t start = 0;
  while (start < length && csj::is_space(body[start])) ++start;
  if (start == length) return fail(error, CSJ_EMPTY, -1, "the body is empty");
  // Offsets into a page fit 64 bits, lengths 32: simdjson itself stops at 4 GB.
  if (length >= simdjson::SIMDJSON_MAXSIZE_BYTES) return fail(error, CSJ_CAPACITY, -1, "the body is larger than 4 GB");

  if (auto page = csj::read_plainly(body, length, arrangement, fields, field_count)) return page.release();

  dom::element root;
  std::string rewritten;
  const simdjson::error_code code = parse(body, length, rewritten, root);
  switch (code) {
    case simdjson::SUCCESS: break;
    case simdjson::EMPTY: return fail(error, CSJ_EMPTY, -1, "the body is empty");
    case simdjson::MEMALLOC:
    case simdjson::CAPACITY: return fail(error, CSJ_CAPACITY, -1, simdjson::error_message(code));
    default: return fail(error, CSJ_INVALID, -1, simdjson::error_message(code));
  }
  return read_items(root, arrangement, fields, field_count, error);
}

}  // namespace

dom::parser &csj::shared_parser() {
  thread_local std::unique_ptr<dom::parser> parser;
  if (!parser || parser->capacity() > kept_capacity) parser = std::make_unique<dom::parser>();
  return *parser;
}

void csj::write(csj_page &page, dom::element value, bool as_json, csj_cell &cell) {
  switch (value.type()) {
    case dom::element_type::NULL_VALUE: cell.kind = CSJ_NULL; return;
    case dom::element_type::STRING:
      if (as_json) break;
      page.write(value.get_string().value_unsafe(), CSJ_STRING, cell);
      return;
    case dom::element_type::INT64:
      if (as_json) break;
      cell.kind = CSJ_INTEGER;
      cell.value.integer = value.get_int64().value_unsafe();
      return;
    case dom::element_type::UINT64:
      if (as_json) break;
      cell.kind = CSJ_REAL;
      cell.value.real = static_cast<double>(value.get_uint64().value_unsafe());
      return;
    case dom::element_type::DOUBLE:
      if (as_json) break;
      cell.kind = CSJ_REAL;
      cell.value.real = value.get_double().value_unsafe();
      return;
    case dom::element_type::BOOL:
      if (as_json) break;
      cell.kind = CSJ_BOOLEAN;
      cell.value.integer = value.get_bool().value_unsafe() ? 1 : 0;
      return;
    default: break;
  }
  const std::string text = simdjson::minify(value);
  page.write(text, CSJ_JSON, cell);
}

extern "C" csj_page *csj_page_read(
  const uint8_t *body, size_t length, const csj_arrangement *arrangement, const csj_field *fields, size_t field_count,
  csj_error *error) {
  error->problem = CSJ_OK;
  error->item = -1;
  error->detail[0] = 0;
  // Nothing may be thrown through the C interface.
  try {
    Reading reading = begin_reading();
    return read_page(body, length, *arrangement, fields, field_count, error);
  } catch (const std::bad_alloc &) {
    return fail(error, CSJ_CAPACITY, -1, "not enough memory for the body");
  } catch (const std::exception &exception) {
    return fail(error, CSJ_INVALID, -1, exception.what());
  }
}

extern "C" csj_page *csj_page_of_text(
  const uint8_t *text, size_t length, const csj_field *fields, size_t field_count) {
  if (length > UINT32_MAX) return nullptr;
  try {
    auto page = std::make_unique<csj_page>();
    page->count = 1;
    page->width = field_count;
    page->cells.resize(field_count);
    const std::string_view value(reinterpret_cast<const char *>(text), length);
    for (size_t index = 0; index < field_count; ++index) {
      if (fields[index].is_item) page->write(value, CSJ_STRING, page->cells[index]);
    }
    return page.release();
  } catch (const std::exception &) {
    return nullptr;
  }
}

extern "C" size_t csj_page_count(const csj_page *page) { return page->count; }

extern "C" const csj_cell *csj_page_cells(const csj_page *page) {
  return page->cells.empty() ? nullptr : page->cells.data();
}

extern "C" const char *csj_page_text(const csj_page *page) { return page->text.data(); }

extern "C" bool csj_page_has_zeros(const csj_page *page) { return page->has_zeros; }

extern "C" size_t csj_page_size(const csj_page *page) {
  return sizeof *page + page->cells.capacity() * sizeof(csj_cell) + page->text.capacity();
}

extern "C" void csj_page_free(csj_page *page) { delete page; }

extern "C" bool csj_is_json(const uint8_t *text, size_t length) {
  try {
    Reading reading = begin_reading();
    dom::element root;
    return csj::shared_parser().parse(text, length).get(root) == simdjson::SUCCESS;
  } catch (const std::exception &) {
    return false;
  }
}

extern "C" uint8_t csj_json_kind(const uint8_t *text, size_t length) {
  try {
    Reading reading = begin_reading();
    dom::element root;
    std::string rewritten;
    if (parse(text, length, rewritten, root) != simdjson::SUCCESS) return 0;
    size_t start = 0;
    while (start < length && csj::is_space(text[start])) ++start;
    return start < length ? text[start] : 0;
  } catch (const std::exception &) {
    return 0;
  }
}
