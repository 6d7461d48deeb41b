#ifndef STANCE_CMALLOC_H
#define STANCE_CMALLOC_H

#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/// From now on freed memory stays with the program, to be used again; where the C library has no such
/// setting, nothing changes.
///
/// Blocks of up to 32 MB, the largest threshold that there is, are not mapped one by one, and what is
/// free at the end of the heap is not given back.
static inline void stance_keep_freed_memory(void) {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 1 << 25);
  mallopt(M_TRIM_THRESHOLD, 0x7fffffff);
#endif
}

#endif
