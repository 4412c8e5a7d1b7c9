#pragma once
#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <string.h>

// Swift can't call functions with variable arguments, so the two that are needed stand here.

typedef void *(*mooring_request_line_callback)(void *context, const char *target,
                                               struct MHD_Connection *connection);

/// Listens on 127.0.0.1 with one thread of its own; null where it can't. Port 0 lets the system pick.
static inline struct MHD_Daemon *mooring_listen(uint16_t port, unsigned int idle_seconds,
                                                mooring_request_line_callback request_line,
                                                MHD_AccessHandlerCallback request,
                                                MHD_RequestCompletedCallback completed,
                                                void *context) {
  struct sockaddr_in address;
  memset(&address, 0, sizeof address);
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return MHD_start_daemon(
      MHD_USE_AUTO | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_SUPPRESS_DATE_NO_CLOCK, port, NULL,
      NULL, request, context, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
      MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds, MHD_OPTION_URI_LOG_CALLBACK, request_line,
      context, MHD_OPTION_NOTIFY_COMPLETED, completed, context, MHD_OPTION_END);
}

/// The port that a daemon listens on; 0 where it doesn't say.
static inline uint16_t mooring_port(struct MHD_Daemon *daemon) {
  const union MHD_DaemonInfo *about = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
  return about == NULL ? 0 : about->port;
}
