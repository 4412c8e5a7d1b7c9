#pragma once
// Later versions mark what 1.18 (Debian 12) offers as deprecated, and warnings are errors here.
#define CARES_NO_DEPRECATED
#include <ares.h>
#include <sys/eventfd.h>
