#include "CCurl.h"

#include <dlfcn.h>
#include <stddef.h>

// libcurl's functions, under their names without `curl_`.
#define FUNCTIONS(F) \
  F(global_init) \
  F(easy_init) \
  F(easy_cleanup) \
  F(easy_strerror) \
  F(easy_setopt) \
  F(easy_getinfo) \
  F(multi_init) \
  F(multi_cleanup) \
  F(multi_add_handle) \
  F(multi_remove_handle) \
  F(multi_perform) \
  F(multi_poll) \
  F(multi_wakeup) \
  F(multi_info_read) \
  F(multi_setopt) \
  F(slist_append) \
  F(slist_free_all)

#define DECLARE(name) __typeof__(curl_##name) *name;
static struct {
  FUNCTIONS(DECLARE)
} lib;

const char *bindery_load(void) {
  static const char *const names[] = {
#ifdef __APPLE__
    "libcurl.4.dylib",
#else
    "libcurl.so.4",
    "libcurl-gnutls.so.4",  // the other build of Debian and its kin
#endif
  };
  void *library = NULL;
  for (size_t i = 0; !library && i < sizeof names / sizeof *names; i++) {
    // What is not called need not be found: most functions of those thirty libraries never are.
    library = dlopen(names[i], RTLD_LAZY | RTLD_LOCAL);
  }
  if (!library) return "libcurl is not installed, or can't be loaded";
#define FIND(name) \
  *(void **)&lib.name = dlsym(library, "curl_" #name); \
  if (!lib.name) return "libcurl is too old: it has no curl_" #name;
  FUNCTIONS(FIND)
  return NULL;
}

CURLcode bindery_global_init(long flags) { return lib.global_init(flags); }

CURL *bindery_easy_init(void) { return lib.easy_init(); }
void bindery_easy_cleanup(CURL *handle) { lib.easy_cleanup(handle); }
const char *bindery_easy_strerror(CURLcode code) { return lib.easy_strerror(code); }

CURLM *bindery_multi_init(void) { return lib.multi_init(); }
CURLMcode bindery_multi_cleanup(CURLM *multi) { return lib.multi_cleanup(multi); }
CURLMcode bindery_multi_add_handle(CURLM *multi, CURL *handle) { return lib.multi_add_handle(multi, handle); }
CURLMcode bindery_multi_remove_handle(CURLM *multi, CURL *handle) { return lib.multi_remove_handle(multi, handle); }
CURLMcode bindery_multi_perform(CURLM *multi, int *running) { return lib.multi_perform(multi, running); }
CURLMcode bindery_multi_poll(CURLM *multi, struct curl_waitfd *others, unsigned int count, int milliseconds, int *ready) {
  return lib.multi_poll(multi, others, count, milliseconds, ready);
}
CURLMcode bindery_multi_wakeup(CURLM *multi) { return lib.multi_wakeup(multi); }
CURLMsg *bindery_multi_info_read(CURLM *multi, int *left) { return lib.multi_info_read(multi, left); }

struct curl_slist *bindery_slist_append(struct curl_slist *list, const char *line) { return lib.slist_append(list, line); }
void bindery_slist_free_all(struct curl_slist *list) { lib.slist_free_all(list); }

CURLcode bindery_setopt_long(CURL *handle, CURLoption option, long value) {
  return lib.easy_setopt(handle, option, value);
}
CURLcode bindery_setopt_string(CURL *handle, CURLoption option, const char *value) {
  return lib.easy_setopt(handle, option, value);
}
CURLcode bindery_setopt_pointer(CURL *handle, CURLoption option, void *value) {
  return lib.easy_setopt(handle, option, value);
}
CURLcode bindery_setopt_offset(CURL *handle, CURLoption option, curl_off_t value) {
  return lib.easy_setopt(handle, option, value);
}
CURLcode bindery_setopt_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return lib.easy_setopt(handle, option, value);
}
CURLcode bindery_setopt_data_callback(CURL *handle, CURLoption option, bindery_data_callback value) {
  return lib.easy_setopt(handle, option, value);
}
CURLcode bindery_setopt_prereq_callback(CURL *handle, bindery_prereq_callback value) {
  return lib.easy_setopt(handle, CURLOPT_PREREQFUNCTION, value);
}

CURLcode bindery_setopt_safety(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075700
  CURLcode quick = lib.easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
  if (quick != CURLE_OK) return quick;
#endif
#if LIBCURL_VERSION_NUM >= 0x075500
  return lib.easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  return lib.easy_setopt(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

CURLMcode bindery_multi_setopt_long(CURLM *multi, CURLMoption option, long value) {
  return lib.multi_setopt(multi, option, value);
}

CURLcode bindery_getinfo_long(CURL *handle, CURLINFO info, long *value) { return lib.easy_getinfo(handle, info, value); }
CURLcode bindery_getinfo_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
  return lib.easy_getinfo(handle, info, value);
}
CURLcode bindery_getinfo_pointer(CURL *handle, CURLINFO info, void **value) {
  return lib.easy_getinfo(handle, info, value);
}

CURLcode bindery_message_result(const CURLMsg *message) { return message->data.result; }
