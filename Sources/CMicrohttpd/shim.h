#pragma once
#include <microhttpd.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>

// Swift imports no variadic functions, and how it imports the library's enumerations depends on the library's version, so what
// the sandbox needs of either is fixed here.

static const enum MHD_Result sandbox_yes = MHD_YES;
static const enum MHD_Result sandbox_no = MHD_NO;

/// Calls the iterator with each header of the request.
static inline void sandbox_each_header(
    struct MHD_Connection *connection, MHD_KeyValueIterator iterator, void *context) {
  (void)MHD_get_connection_values(connection, MHD_HEADER_KIND, iterator, context);
}

/// Makes the connection end with a reset in place of an orderly end. The caller then tells the daemon to close it.
static inline void sandbox_reset(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  if (info == NULL) return;
  struct linger linger = {1, 0};
  (void)setsockopt(info->connect_fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
#ifdef __linux__
  // The daemon shuts a socket down before it closes it, which would announce an orderly end first. Dissolving the
  // association resets the connection at once (connect(2)).
  struct sockaddr none;
  memset(&none, 0, sizeof none);
  none.sa_family = AF_UNSPEC;
  (void)connect(info->connect_fd, &none, sizeof none);
#endif
}

/// A response with a copy of the body. The library only reads it, though its own signature says otherwise.
static inline struct MHD_Response *sandbox_response(const void *body, size_t size) {
  return MHD_create_response_from_buffer(size, (void *)body, MHD_RESPMEM_MUST_COPY);
}

/// Sends bytes behind an answer that the daemon takes for complete.
static inline void sandbox_send_behind(struct MHD_Connection *connection, const void *bytes, size_t size) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  if (info == NULL) return;
#ifdef MSG_NOSIGNAL
  (void)send(info->connect_fd, bytes, size, MSG_NOSIGNAL);
#else
  (void)send(info->connect_fd, bytes, size, 0);
#endif
}

/// What the sandbox hands to libmicrohttpd when it starts.
struct sandbox_daemon_configuration {
  /// A bound, listening, non-blocking socket. The daemon closes it when it stops.
  MHD_socket listen_socket;
  unsigned int threads;
  unsigned int connection_limit;
  /// Passed to every callback below.
  void *context;
  /// Sees the request target as it was sent, before anything is cut off or decoded. What it returns travels with the request.
  void *(*begin)(void *context, const char *target, struct MHD_Connection *connection);
  MHD_AccessHandlerCallback handle;
  MHD_RequestCompletedCallback completed;
};

// Leaves the target as it was sent: "%2F" inside a package's name must not become a separator.
static inline size_t sandbox_keep_escapes(void *context, struct MHD_Connection *connection, char *text) {
  (void)context;
  (void)connection;
  size_t length = 0;
  while (text[length] != '\0') length++;
  return length;
}

/// Starts a daemon with a pool of polling threads (epoll where there is one) and connections that can be suspended.
static inline struct MHD_Daemon *sandbox_start_daemon(const struct sandbox_daemon_configuration *c) {
  return MHD_start_daemon(
      MHD_USE_AUTO_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC, 0, NULL, NULL, c->handle, c->context,
      MHD_OPTION_LISTEN_SOCKET, c->listen_socket, MHD_OPTION_THREAD_POOL_SIZE, c->threads,
      MHD_OPTION_CONNECTION_LIMIT, c->connection_limit, MHD_OPTION_UNESCAPE_CALLBACK, &sandbox_keep_escapes, NULL,
      MHD_OPTION_URI_LOG_CALLBACK, c->begin, c->context, MHD_OPTION_NOTIFY_COMPLETED, c->completed, c->context,
      MHD_OPTION_END);
}
