#pragma once
// libcurl, loaded when the first request needs it: it brings some thirty shared libraries, for which every start of a
// program would pay, also where nothing is sent.
//
// Types and numbers are those of libcurl's header. Its functions must not be called by their own names, which nothing
// links; the `bindery_` functions find them in the library. Swift imports no variadic functions, so of those there is
// one for each kind of value.

#if !__has_include(<curl/curl.h>)
#error "libcurl's header is missing: apt-get install libcurl4-openssl-dev, or brew install curl"
#endif
#include <curl/curl.h>

/// Loads libcurl; a phrase that says what is wrong where that fails, else null. Called before all other functions, until it
/// succeeds.
const char *bindery_load(void);

CURLcode bindery_global_init(long flags);

CURL *bindery_easy_init(void);
void bindery_easy_cleanup(CURL *handle);
const char *bindery_easy_strerror(CURLcode code);

CURLM *bindery_multi_init(void);
CURLMcode bindery_multi_cleanup(CURLM *multi);
CURLMcode bindery_multi_add_handle(CURLM *multi, CURL *handle);
CURLMcode bindery_multi_remove_handle(CURLM *multi, CURL *handle);
CURLMcode bindery_multi_perform(CURLM *multi, int *running);
CURLMcode bindery_multi_poll(CURLM *multi, struct curl_waitfd *others, unsigned int count, int milliseconds, int *ready);
CURLMcode bindery_multi_wakeup(CURLM *multi);
CURLMsg *bindery_multi_info_read(CURLM *multi, int *left);

struct curl_slist *bindery_slist_append(struct curl_slist *list, const char *line);
void bindery_slist_free_all(struct curl_slist *list);

CURLcode bindery_setopt_long(CURL *handle, CURLoption option, long value);
CURLcode bindery_setopt_string(CURL *handle, CURLoption option, const char *value);
CURLcode bindery_setopt_pointer(CURL *handle, CURLoption option, void *value);
CURLcode bindery_setopt_offset(CURL *handle, CURLoption option, curl_off_t value);
CURLcode bindery_setopt_list(CURL *handle, CURLoption option, struct curl_slist *value);

typedef size_t (*bindery_data_callback)(char *data, size_t size, size_t count, void *context);
CURLcode bindery_setopt_data_callback(CURL *handle, CURLoption option, bindery_data_callback value);

typedef int (*bindery_prereq_callback)(
  void *context, char *remote_address, char *local_address, int remote_port, int local_port);
CURLcode bindery_setopt_prereq_callback(CURL *handle, bindery_prereq_callback value);

/// Sets options whose names depend on libcurl's version. Only http and https are spoken, whatever a URL says; a resolver
/// that hangs does not hold up whoever cancels.
CURLcode bindery_setopt_safety(CURL *handle);

CURLMcode bindery_multi_setopt_long(CURLM *multi, CURLMoption option, long value);

CURLcode bindery_getinfo_long(CURL *handle, CURLINFO info, long *value);
CURLcode bindery_getinfo_offset(CURL *handle, CURLINFO info, curl_off_t *value);
CURLcode bindery_getinfo_pointer(CURL *handle, CURLINFO info, void **value);

/// The result that a finished transfer's message carries in a union.
CURLcode bindery_message_result(const CURLMsg *message);
