#pragma once
// The items of one page of JSON as typed cells: a C interface in front of simdjson, so that Swift imports no C++.
//
// A page is parsed whole and checked whole (RFC 8259, UTF-8 included), then the fields that are asked for are copied into
// one block of memory; nothing of the text that was handed in is kept.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a cell holds.
enum csj_kind {
  /// A JSON null, or a field that the item does not have.
  CSJ_NULL = 0,
  /// A whole number of at most 64 bits, in `integer`.
  CSJ_INTEGER = 1,
  /// Any other number, in `real`.
  CSJ_REAL = 2,
  /// True or false, as 1 or 0 in `integer`.
  CSJ_BOOLEAN = 3,
  /// A string without quotes and escapes: `length` bytes of UTF-8 at `offset` of the page's text, and a zero byte.
  CSJ_STRING = 4,
  /// An object or an array, or any value of a field that is asked for as JSON: its text without white space.
  CSJ_JSON = 5,
};

/// One field of one item.
typedef struct csj_cell {
  /// One of `csj_kind`.
  uint32_t kind;
  /// The length of a text, in bytes.
  uint32_t length;
  union {
    int64_t integer;
    double real;
    uint64_t offset;
  } value;
} csj_cell;

/// The name of a member, not terminated.
typedef struct csj_name {
  const char *text;
  size_t length;
} csj_name;

/// A field that is asked for.
typedef struct csj_field {
  /// The member's name, not terminated.
  const char *name;
  size_t length;
  /// Whether a string is to stay JSON text, with its quotes.
  bool as_json;
  /// Whether it is the item itself, where items are values and no objects with members.
  bool is_item;
} csj_field;

/// What is found where the items are.
enum csj_shape {
  /// One item.
  CSJ_OBJECT = 0,
  /// An array of items.
  CSJ_LIST = 1,
};

/// How the items lie in the body.
typedef struct csj_arrangement {
  /// One of `csj_shape`.
  uint32_t shape;
  /// Where in the body the item or the array is: names of members, the outermost first.
  const csj_name *path;
  size_t path_length;
  /// Whether an item is any value, and no object whose members are fields.
  bool has_values;
  /// Whether a null in the place of an object stands for none.
  bool may_be_null;
} csj_arrangement;

/// Why a page could not be read.
enum csj_problem {
  CSJ_OK = 0,
  /// There is no body, or nothing but white space.
  CSJ_EMPTY,
  /// The body is not JSON; `detail` says what is wrong with it.
  CSJ_INVALID,
  /// The body is JSON of another arrangement; `detail` says what was found.
  CSJ_SHAPE,
  /// There is not enough memory, or the body is larger than the parser can take.
  CSJ_CAPACITY,
};

/// An outcome of reading a page.
typedef struct csj_error {
  /// One of `csj_problem`.
  uint32_t problem;
  /// The index of the item at fault, or -1.
  int64_t item;
  /// A phrase in English, terminated.
  char detail[160];
} csj_error;

/// A page that was read.
typedef struct csj_page csj_page;

/// Reads a body; null, with `error` set, where that fails.
///
/// Where an item has a member twice, the first counts.
csj_page *csj_page_read(
  const uint8_t *body, size_t length, const csj_arrangement *arrangement, const csj_field *fields, size_t field_count,
  csj_error *error);

/// A page of one item that is a text, which must be UTF-8; null without memory.
csj_page *csj_page_of_text(const uint8_t *text, size_t length, const csj_field *fields, size_t field_count);

/// How many items the page has.
size_t csj_page_count(const csj_page *page);

/// The cells, item by item, each with as many cells as fields were asked for; null where there are none.
const csj_cell *csj_page_cells(const csj_page *page);

/// The text that the cells' offsets count in.
const char *csj_page_text(const csj_page *page);

/// Whether a text of the page has a zero byte before its end.
bool csj_page_has_zeros(const csj_page *page);

/// The first item whose cell of a field holds nothing; the count of items where there is none.
size_t csj_page_first_null(const csj_page *page, size_t field);

/// How many of the first items stand at the end of the page before already, by the fields that tell items apart.
size_t csj_page_overlap(const csj_page *page, const csj_page *previous, const size_t *fields, size_t field_count);

/// A condition on a field, for items that surely do not meet it.
typedef struct csj_condition {
  size_t field;
  /// What the item's value may be beside the constant.
  bool may_be_less, may_be_equal, may_be_more;
  /// The constant: ASCII, not terminated; null where it is a whole number.
  const char *text;
  size_t length;
  int64_t integer;
} csj_condition;

/// The first item from one on that may meet all conditions; the count of items where there is none.
///
/// An item is passed over only where SQLite would do so, too: where a string is compared with a text, or a whole number with
/// another. Texts are compared byte by byte as far as they are ASCII, which is the order in each of SQLite's encodings.
size_t csj_page_find(const csj_page *page, size_t item, const csj_condition *conditions, size_t condition_count);

/// How much memory the page takes, in bytes.
size_t csj_page_size(const csj_page *page);

/// Gives the page's memory back.
void csj_page_free(csj_page *page);

/// Whether a text is JSON.
bool csj_is_json(const uint8_t *text, size_t length);

/// The first byte of a JSON text's value, which tells its kind: `{`, `[`, `"`, `t`, `f`, `n`, or one of a number; 0 where
/// the text is no JSON. Whole numbers may have any length.
uint8_t csj_json_kind(const uint8_t *text, size_t length);

#ifdef __cplusplus
}
#endif
