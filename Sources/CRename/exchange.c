// SPDX-License-Identifier: Apache-2.0
// exchange: renameat2(2) with RENAME_EXCHANGE.

#define _GNU_SOURCE
#include "exchange.h"

#include <fcntl.h>
#include <stdio.h>

int junheng_exchange(const char *first, const char *second) {
  return renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE);
}
