#pragma once
// SQLite as a host links it (sqlite3.h), and as a module must call it (sqlite3ext.h): through the table of routines that
// SQLite hands to an extension, so that the same tables work inside a program that brings a SQLite of its own.
// https://www.sqlite.org/loadext.html
//
// The `bsql_` functions are those routines, wrapped because Swift imports neither the macros of sqlite3ext.h nor
// variadic functions. SQLITE_TRANSIENT is a cast that Swift does not import either.

#include <sqlite3.h>

// Without its macros, which would turn every name of sqlite3.h into a call through a variable.
#define SQLITE_CORE 1
#include <sqlite3ext.h>
#undef SQLITE_CORE

typedef const sqlite3_api_routines *bsql_api;

/// A virtual table as SQLite sees it, with the object behind it.
typedef struct bsql_vtab {
  sqlite3_vtab base;
  void *object;
} bsql_vtab;

/// A cursor as SQLite sees it, with the object behind it.
typedef struct bsql_cursor {
  sqlite3_vtab_cursor base;
  void *object;
} bsql_cursor;

static inline void *bsql_malloc(bsql_api api, int size) { return api->malloc(size); }
static inline void bsql_free(bsql_api api, void *memory) { api->free(memory); }
/// A copy of a text in memory that SQLite can free; null without memory.
static inline char *bsql_copy(bsql_api api, const char *text) { return api->mprintf("%s", text); }

// Lets a condition that compares a column stay as it is written where another one says what the column equals: a column
// that equals the wildcard of its parameter holds any value. The number is SQLite's SQLITE_PropagateConst.
static inline int bsql_keep_comparisons(sqlite3 *db) {
  return sqlite3_test_control(SQLITE_TESTCTRL_OPTIMIZATIONS, db, 0x8000);
}

static inline int bsql_declare_vtab(bsql_api api, sqlite3 *db, const char *sql) { return api->declare_vtab(db, sql); }
static inline int bsql_vtab_constraint_support(bsql_api api, sqlite3 *db) {
  return api->vtab_config(db, SQLITE_VTAB_CONSTRAINT_SUPPORT, 1);
}
static inline int bsql_create_module(
  bsql_api api, sqlite3 *db, const char *name, const sqlite3_module *module, void *context, void (*destroy)(void *)) {
  return api->create_module_v2(db, name, module, context, destroy);
}
static inline const char *bsql_vtab_collation(bsql_api api, sqlite3_index_info *info, int constraint) {
  return api->vtab_collation(info, constraint);
}
/// Whether a constraint is an IN list; with `handle` ≥ 0 also says whether the table takes the list whole (1) or not (0).
static inline int bsql_vtab_in(bsql_api api, sqlite3_index_info *info, int constraint, int handle) {
  return api->vtab_in(info, constraint, handle);
}
static inline int bsql_vtab_in_first(bsql_api api, sqlite3_value *list, sqlite3_value **value) {
  return api->vtab_in_first(list, value);
}
static inline int bsql_vtab_in_next(bsql_api api, sqlite3_value *list, sqlite3_value **value) {
  return api->vtab_in_next(list, value);
}
static inline int bsql_vtab_rhs_value(bsql_api api, sqlite3_index_info *info, int constraint, sqlite3_value **value) {
  return api->vtab_rhs_value(info, constraint, value);
}
static inline int bsql_vtab_nochange(bsql_api api, sqlite3_context *context) { return api->vtab_nochange(context); }

/// What is to happen to a row that is in the way (https://www.sqlite.org/c3ref/c_fail.html), while a row is written.
static inline int bsql_vtab_on_conflict(bsql_api api, sqlite3 *db) { return api->vtab_on_conflict(db); }
/// Whether an UPDATE leaves a column as it is whose value it therefore does not know.
static inline int bsql_value_nochange(bsql_api api, sqlite3_value *value) { return api->value_nochange(value); }

static inline int bsql_value_type(bsql_api api, sqlite3_value *value) { return api->value_type(value); }
static inline sqlite3_int64 bsql_value_int64(bsql_api api, sqlite3_value *value) { return api->value_int64(value); }
static inline double bsql_value_double(bsql_api api, sqlite3_value *value) { return api->value_double(value); }
static inline const unsigned char *bsql_value_text(bsql_api api, sqlite3_value *value) {
  return api->value_text(value);
}
static inline const void *bsql_value_blob(bsql_api api, sqlite3_value *value) { return api->value_blob(value); }
static inline int bsql_value_bytes(bsql_api api, sqlite3_value *value) { return api->value_bytes(value); }

static inline void bsql_result_null(bsql_api api, sqlite3_context *context) { api->result_null(context); }
static inline void bsql_result_int64(bsql_api api, sqlite3_context *context, sqlite3_int64 value) {
  api->result_int64(context, value);
}
static inline void bsql_result_double(bsql_api api, sqlite3_context *context, double value) {
  api->result_double(context, value);
}
/// Gives a text that SQLite copies.
static inline void bsql_result_text(bsql_api api, sqlite3_context *context, const char *text, int length) {
  api->result_text(context, text, length, SQLITE_TRANSIENT);
}
static inline void bsql_result_subtype(bsql_api api, sqlite3_context *context, unsigned subtype) {
  api->result_subtype(context, subtype);
}

/// What an extension returns that must stay in memory when its connection ends.
static inline int bsql_ok_load_permanently(void) { return SQLITE_OK_LOAD_PERMANENTLY; }
static inline int bsql_libversion_number(bsql_api api) { return api->libversion_number(); }
static inline int bsql_get_autocommit(bsql_api api, sqlite3 *db) { return api->get_autocommit(db); }
static inline const char *bsql_errmsg(bsql_api api, sqlite3 *db) { return api->errmsg(db); }
static inline int bsql_exec(bsql_api api, sqlite3 *db, const char *sql) { return api->exec(db, sql, 0, 0, 0); }
static inline int bsql_prepare(bsql_api api, sqlite3 *db, const char *sql, sqlite3_stmt **statement) {
  return api->prepare_v2(db, sql, -1, statement, 0);
}
static inline int bsql_step(bsql_api api, sqlite3_stmt *statement) { return api->step(statement); }
static inline int bsql_finalize(bsql_api api, sqlite3_stmt *statement) { return api->finalize(statement); }
static inline int bsql_column_count(bsql_api api, sqlite3_stmt *statement) { return api->column_count(statement); }
static inline const char *bsql_column_name(bsql_api api, sqlite3_stmt *statement, int column) {
  return api->column_name(statement, column);
}
static inline sqlite3_value *bsql_column_value(bsql_api api, sqlite3_stmt *statement, int column) {
  return api->column_value(statement, column);
}
static inline int bsql_stmt_readonly(bsql_api api, sqlite3_stmt *statement) { return api->stmt_readonly(statement); }
/// The statement of a connection that changes something and is under way; null where there is none, or several are.
static inline sqlite3_stmt *bsql_running_change(bsql_api api, sqlite3 *db, int *count) {
  sqlite3_stmt *found = 0;
  *count = 0;
  for (sqlite3_stmt *one = api->next_stmt(db, 0); one; one = api->next_stmt(db, one)) {
    if (!api->stmt_busy(one) || api->stmt_readonly(one)) continue;
    found = one;
    *count += 1;
  }
  return *count == 1 ? found : 0;
}
/// How many rows all statements that have ended changed.
static inline int bsql_total_changes(bsql_api api, sqlite3 *db) { return api->total_changes(db); }
/// How often a statement was begun.
static inline int bsql_stmt_runs(bsql_api api, sqlite3_stmt *statement) {
  return api->stmt_status(statement, SQLITE_STMTSTATUS_RUN, 0);
}
/// The statement of a connection that is under way, behind another one or the first; null where there is none.
static inline sqlite3_stmt *bsql_next_running(bsql_api api, sqlite3 *db, sqlite3_stmt *after) {
  sqlite3_stmt *one = api->next_stmt(db, after);
  while (one && !api->stmt_busy(one)) one = api->next_stmt(db, one);
  return one;
}
static inline const char *bsql_sql(bsql_api api, sqlite3_stmt *statement) { return api->sql(statement); }
/// Makes a function known that statements themselves may call, but no view, trigger or default of a file.
static inline int bsql_create_function(
  bsql_api api, sqlite3 *db, const char *name, int arguments, void *context,
  void (*call)(sqlite3_context *, int, sqlite3_value **), void (*destroy)(void *)) {
  return api->create_function_v2(
    db, name, arguments, SQLITE_UTF8 | SQLITE_DIRECTONLY, context, call, 0, 0, destroy);
}
static inline void *bsql_user_data(bsql_api api, sqlite3_context *context) { return api->user_data(context); }
static inline void bsql_result_error(bsql_api api, sqlite3_context *context, const char *text) {
  api->result_error(context, text, -1);
}

/// Registers a function for the connections that the process opens from now on, and takes it back.
static inline int bsql_auto_extension(
  int (*entry)(sqlite3 *, char **, const sqlite3_api_routines *)) {
  return sqlite3_auto_extension((void (*)(void))entry);
}
static inline int bsql_cancel_auto_extension(
  int (*entry)(sqlite3 *, char **, const sqlite3_api_routines *)) {
  return sqlite3_cancel_auto_extension((void (*)(void))entry);
}

static inline int bsql_bind_text(sqlite3_stmt *statement, int index, const char *text, int length) {
  return sqlite3_bind_text(statement, index, text, length, SQLITE_TRANSIENT);
}
static inline int bsql_extended_errors(sqlite3 *db) { return sqlite3_extended_result_codes(db, 1); }
