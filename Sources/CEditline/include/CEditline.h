#pragma once
// Line editing by libedit (https://www.thrysoee.dk/editline/, on macOS part of the system), which is loaded when it is
// asked for: a program that never reads a line from a person neither needs nor loads it. Swift does not import the
// library's variadic functions either.

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/// An editor of lines on the terminal of standard input, which draws on standard error.
typedef struct ced_editor ced_editor;

/// Called for Tab. `line` is what is typed, with the cursor behind `cursor` bytes of it; the answer is whether the editor
/// has to draw the line anew, because something was written below it.
typedef bool (*ced_complete)(void *context, ced_editor *editor, const char *line, int length, int cursor);

/// How reading a line ended.
enum ced_outcome {
  /// With a line.
  CED_LINE = 0,
  /// With Ctrl-C.
  CED_CANCELLED = 1,
  /// With the end of the input.
  CED_END = 2,
};

/// Opens an editor; null where libedit is not there or has no memory.
///
/// The user's ~/.editrc is obeyed, except for what Tab and Ctrl-C do.
ced_editor *ced_open(const char *program, int history_size, void *context, ced_complete complete);

/// Closes the editor.
void ced_close(ced_editor *editor);

/// Reads a line. The text, without the character that ended it, is the editor's and good until the next call.
enum ced_outcome ced_read(ced_editor *editor, const char *prompt, const char **text, int *length);

/// Makes a text the newest that the arrow keys fetch; one that is the newest already is not repeated.
void ced_remember(ced_editor *editor, const char *text);

/// Puts a text in the place of so many characters before the cursor. To be called while Tab is handled.
void ced_replace(ced_editor *editor, int characters, const char *text);

#ifdef __cplusplus
}
#endif
