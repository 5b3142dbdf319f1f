/// The bounds of the C library's allocator, which Swift's view of it leaves out. Nothing here decides anything.
#ifndef ACUSE_CMALLOC_SHIM_H
#define ACUSE_CMALLOC_SHIM_H

#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/// Blocks of so many bytes are asked of the system one by one, and so many unused bytes may stay at the end of an
/// arena. Elsewhere than in glibc nothing happens.
static inline void cmalloc_set_bounds(int mapped_bytes, int kept_bytes) {
#ifdef __GLIBC__
  (void)mallopt(M_MMAP_THRESHOLD, mapped_bytes);
  (void)mallopt(M_TRIM_THRESHOLD, kept_bytes);
#else
  (void)mapped_bytes;
  (void)kept_bytes;
#endif
}

#endif
