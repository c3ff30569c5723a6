// Questions about the items of a page as a whole.

#include "Page.hpp"

#include <algorithm>

namespace {

const csj_cell &cell(const csj_page *page, size_t item, size_t field) {
  return page->cells[item * page->width + field];
}

bool is_text(const csj_cell &cell) { return cell.kind == CSJ_STRING || cell.kind == CSJ_JSON; }

std::string_view text(const csj_page *page, const csj_cell &cell) {
  return std::string_view(page->text.data() + cell.value.offset, cell.length);
}

bool is_same(const csj_page *one, size_t item, const csj_page *other, size_t other_item, size_t field) {
  const csj_cell &a = cell(one, item, field), &b = cell(other, other_item, field);
  if (a.kind != b.kind || a.length != b.length) return false;
  return is_text(a) ? text(one, a) == text(other, b) : a.value.integer == b.value.integer;
}

/// Whether an order of a value and the constant, less than 0 to more than 0, meets a condition.
bool meets(const csj_condition &condition, int order) {
  return order < 0 ? condition.may_be_less : order > 0 ? condition.may_be_more : condition.may_be_equal;
}

bool may_meet(const csj_condition &condition, const csj_page *page, size_t item) {
  const csj_cell &value = cell(page, item, condition.field);
  if (!condition.text) {
    if (value.kind != CSJ_INTEGER) return true;
    return meets(condition, value.value.integer < condition.integer ? -1 : value.value.integer > condition.integer);
  }
  if (value.kind != CSJ_STRING) return true;
  const char *found = page->text.data() + value.value.offset;
  const size_t shared = std::min<size_t>(value.length, condition.length);
  size_t at = 0;
  while (at < shared && found[at] == condition.text[at]) ++at;
  if (at == shared) return meets(condition, value.length < condition.length ? -1 : value.length > condition.length);
  if (found[at] & 0x80) return true;
  return meets(condition, found[at] < condition.text[at] ? -1 : 1);
}

}  // namespace

extern "C" size_t csj_page_first_null(const csj_page *page, size_t field) {
  size_t item = 0;
  while (item < page->count && cell(page, item, field).kind != CSJ_NULL) ++item;
  return item;
}

extern "C" size_t csj_page_overlap(
  const csj_page *page, const csj_page *previous, const size_t *fields, size_t field_count) {
  const auto is_same_item = [&](size_t item, size_t other) {
    return std::all_of(fields, fields + field_count, [&](size_t field) {
      return is_same(page, item, previous, other, field);
    });
  };
  if (page->count == 0 || field_count == 0) return 0;
  size_t start = previous->count;
  do {
    if (start == 0) return 0;
    start -= 1;
  } while (!is_same_item(0, start));
  const size_t overlap = previous->count - start;
  if (overlap > page->count) return 0;
  for (size_t item = 1; item < overlap; ++item) {
    if (!is_same_item(item, start + item)) return 0;
  }
  return overlap;
}

extern "C" size_t csj_page_find(
  const csj_page *page, size_t item, const csj_condition *conditions, size_t condition_count) {
  const csj_condition *end = conditions + condition_count;
  while (item < page->count && !std::all_of(conditions, end, [&](const csj_condition &condition) {
    return may_meet(condition, page, item);
  })) {
    ++item;
  }
  return item;
}
