#pragma once
// What a page is made of, and the ways that both readers share.

#include "CSimdJSON.h"

#include <simdjson.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct csj_page {
  size_t count = 0;
  /// How many cells an item has.
  size_t width = 0;
  std::vector<csj_cell> cells;
  std::string text;
  bool has_zeros = false;

  /// Puts a text behind the others, and a zero behind it.
  void write(std::string_view value, uint32_t kind, csj_cell &cell) {
    write_without_zeros(value, kind, cell);
    has_zeros = has_zeros || value.find('\0') != value.npos;
  }

  /// The same with a text in which there is no zero.
  void write_without_zeros(std::string_view value, uint32_t kind, csj_cell &cell) {
    cell.kind = kind;
    cell.length = static_cast<uint32_t>(value.size());
    cell.value.offset = text.size();
    text.append(value);
    text.push_back('\0');
  }
};

namespace csj {

inline bool is_space(uint8_t byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

/// The thread's parser.
simdjson::dom::parser &shared_parser();

/// Writes a value that simdjson has read.
void write(csj_page &page, simdjson::dom::element value, bool as_json, csj_cell &cell);

/// Reads a page that is as pages are as a rule: whole, of the arrangement that is asked for, and of items that are objects.
///
/// Null where it is anything else, or where that can't be told here: then it is to be read in the other way, which also says
/// what is wrong with it.
std::unique_ptr<csj_page> read_plainly(
  const uint8_t *body, size_t length, const csj_arrangement &arrangement, const csj_field *fields, size_t field_count);

}  // namespace csj
