#include "CEditline.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The part of <histedit.h> that is used, as editline(3) documents it: names and numbers are the library's interface.
typedef struct editline EditLine;
typedef struct history History;
typedef struct {
  const char *buffer;
  const char *cursor;
  const char *lastchar;
} LineInfo;
typedef struct {
  int num;
  const char *str;
} HistEvent;

enum { EL_PROMPT = 0, EL_EDITOR = 2, EL_SIGNAL = 3, EL_BIND = 4, EL_SETTY = 8, EL_ADDFN = 9, EL_HIST = 10, EL_CLIENTDATA = 14, EL_PREP_TERM = 16 };
enum { H_SETSIZE = 1, H_ENTER = 10, H_SETUNIQUE = 20 };
enum { CC_REFRESH = 4, CC_REFRESH_BEEP = 9, CC_REDISPLAY = 8 };

static struct {
  EditLine *(*el_init)(const char *, FILE *, FILE *, FILE *);
  void (*el_end)(EditLine *);
  int (*el_set)(EditLine *, int, ...);
  int (*el_get)(EditLine *, int, ...);
  const char *(*el_gets)(EditLine *, int *);
  void (*el_push)(EditLine *, const char *);
  int (*el_source)(EditLine *, const char *);
  void (*el_resize)(EditLine *);
  const LineInfo *(*el_line)(EditLine *);
  int (*el_insertstr)(EditLine *, const char *);
  void (*el_deletestr)(EditLine *, int);
  int (*el_cursor)(EditLine *, int);
  History *(*history_init)(void);
  void (*history_end)(History *);
  int (*history)(History *, HistEvent *, int, ...);
} edit;

static bool load(void) {
  static const char *const names[] = {
#ifdef __APPLE__
    "libedit.3.dylib",
#else
    "libedit.so.2",  // Debian and its kin
    "libedit.so.0",
#endif
  };
  static bool is_loaded = false;
  if (is_loaded) return true;
  void *library = 0;
  for (size_t i = 0; !library && i < sizeof names / sizeof *names; i++) library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  if (!library) return false;
#define FIND(name) \
  *(void **)&edit.name = dlsym(library, #name); \
  if (!edit.name) return false
  FIND(el_init);
  FIND(el_end);
  FIND(el_set);
  FIND(el_get);
  FIND(el_gets);
  FIND(el_push);
  FIND(el_source);
  FIND(el_resize);
  FIND(el_line);
  FIND(el_insertstr);
  FIND(el_deletestr);
  FIND(el_cursor);
  FIND(history_init);
  FIND(history_end);
  FIND(history);
#undef FIND
  return is_loaded = true;
}

struct ced_editor {
  EditLine *line;
  History *history;
  const char *prompt;
  bool is_cancelled;
  void *context;
  ced_complete complete;
};

static ced_editor *editor_of(EditLine *line) {
  void *editor = 0;
  edit.el_get(line, EL_CLIENTDATA, &editor);
  return editor;
}

static char *prompt(EditLine *line) { return (char *)editor_of(line)->prompt; }

static unsigned char complete(EditLine *line, int character) {
  (void)character;
  ced_editor *editor = editor_of(line);
  const LineInfo *info = edit.el_line(line);
  int length = (int)(info->lastchar - info->buffer), cursor = (int)(info->cursor - info->buffer);
  // The library's own copy is written over by the next call of it.
  char *copy = malloc((size_t)length + 1);
  if (!copy) return CC_REFRESH_BEEP;
  memcpy(copy, info->buffer, (size_t)length);
  copy[length] = 0;
  bool has_written = editor->complete(editor->context, editor, copy, length, cursor);
  free(copy);
  return has_written ? CC_REDISPLAY : CC_REFRESH;
}

// The line is left on the screen as a shell leaves it, and read to its end, so that the library tidies up as ever.
static unsigned char cancel(EditLine *line, int character) {
  (void)character;
  editor_of(line)->is_cancelled = true;
  edit.el_cursor(line, 1 << 20);
  edit.el_insertstr(line, "^C");
  edit.el_push(line, "\n");
  return CC_REFRESH;
}

ced_editor *ced_open(const char *program, int history_size, void *context, ced_complete on_tab) {
  if (!load()) return 0;
  ced_editor *editor = calloc(1, sizeof *editor);
  if (!editor) return 0;
  editor->prompt = "";
  editor->context = context;
  editor->complete = on_tab;
  editor->line = edit.el_init(program, stdin, stderr, stderr);
  editor->history = edit.history_init();
  if (!editor->line || !editor->history) {
    ced_close(editor);
    return 0;
  }
  HistEvent event;
  edit.history(editor->history, &event, H_SETSIZE, history_size);
  edit.history(editor->history, &event, H_SETUNIQUE, 1);
  EditLine *line = editor->line;
  edit.el_set(line, EL_CLIENTDATA, editor);
  edit.el_set(line, EL_PROMPT, prompt);
  edit.el_set(line, EL_HIST, edit.history, editor->history);
  edit.el_set(line, EL_EDITOR, "emacs");
  // The terminal is put in order when the program is stopped and goes on, or its window changes.
  edit.el_set(line, EL_SIGNAL, 1);
  edit.el_set(line, EL_ADDFN, "complete-name", "Complete the name before the cursor", complete);
  edit.el_set(line, EL_ADDFN, "cancel-line", "Drop the line", cancel);
  edit.el_set(line, EL_BIND, "^R", "em-inc-search-prev", (char *)0);
  edit.el_source(line, 0);
  edit.el_set(line, EL_BIND, "^I", "complete-name", (char *)0);
  // While a line is typed Ctrl-C is a character and no signal, which would go to another thread: now, and whenever the
  // library looks up the terminal's characters.
  edit.el_set(line, EL_SETTY, "-d", "intr=", "-intr", (char *)0);
  edit.el_set(line, EL_BIND, "^C", "cancel-line", (char *)0);
  return editor;
}

void ced_close(ced_editor *editor) {
  if (editor->line) edit.el_end(editor->line);
  if (editor->history) edit.history_end(editor->history);
  free(editor);
}

enum ced_outcome ced_read(ced_editor *editor, const char *text_of_prompt, const char **text, int *length) {
  editor->prompt = text_of_prompt;
  editor->is_cancelled = false;
  edit.el_resize(editor->line);
  // Before the prompt is shown: what is typed from then on is the editor's.
  edit.el_set(editor->line, EL_PREP_TERM, 1);
  *length = 0;
  *text = edit.el_gets(editor->line, length);
  editor->prompt = "";
  if (editor->is_cancelled) return CED_CANCELLED;
  if (!*text || *length <= 0) return CED_END;
  if ((*text)[*length - 1] == '\n') *length -= 1;
  return CED_LINE;
}

void ced_remember(ced_editor *editor, const char *text) {
  HistEvent event;
  edit.history(editor->history, &event, H_ENTER, text);
}

void ced_replace(ced_editor *editor, int characters, const char *text) {
  if (characters > 0) edit.el_deletestr(editor->line, characters);
  edit.el_insertstr(editor->line, text);
}
