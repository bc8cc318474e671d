// SPDX-License-Identifier: Apache-2.0
// exchange: two paths change places in one step, which Swift's Glibc module does not offer.

#ifndef JUNHENG_EXCHANGE_H
#define JUNHENG_EXCHANGE_H

/// Exchanges two existing paths; 0, or -1 with errno (EINVAL where the file system cannot).
int junheng_exchange(const char *first, const char *second);

#endif
