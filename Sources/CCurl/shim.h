#pragma once
#include <curl/curl.h>

/* Swift does not import variadic functions. One function for each kind of value that an option takes. */

static inline CURLcode bindery_setopt_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode bindery_setopt_string(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode bindery_setopt_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode bindery_setopt_offset(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode bindery_setopt_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(handle, option, value);
}

typedef size_t (*bindery_data_callback)(char *data, size_t size, size_t count, void *context);

static inline CURLcode bindery_setopt_data_callback(CURL *handle, CURLoption option, bindery_data_callback value) {
  return curl_easy_setopt(handle, option, value);
}

typedef int (*bindery_prereq_callback)(
    void *context, char *remote_address, char *local_address, int remote_port, int local_port);

static inline CURLcode bindery_setopt_prereq_callback(CURL *handle, bindery_prereq_callback value) {
  return curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, value);
}

static inline CURLMcode bindery_multi_setopt_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

static inline CURLcode bindery_getinfo_long(CURL *handle, CURLINFO info, long *value) {
  return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode bindery_getinfo_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode bindery_getinfo_pointer(CURL *handle, CURLINFO info, void **value) {
  return curl_easy_getinfo(handle, info, value);
}

/* The result that a finished transfer's message carries in a union. */
static inline CURLcode bindery_message_result(const CURLMsg *message) { return message->data.result; }

/* Options whose names depend on libcurl's version. Only http and https are spoken, whatever a URL says; a resolver that
   hangs does not hold up whoever cancels. */
static inline CURLcode bindery_setopt_safety(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075700
  CURLcode quick = curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
  if (quick != CURLE_OK) return quick;
#endif
#if LIBCURL_VERSION_NUM >= 0x075500
  return curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  return curl_easy_setopt(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}
