#ifndef STANCE_CPREFETCH_H
#define STANCE_CPREFETCH_H

/// Asks for the cache line that holds an address, and waits for nothing.
///
/// Nothing is read or written, and no address is at fault: one that is not mapped is passed over.
static inline void stance_prefetch(const void *_Nonnull address) { __builtin_prefetch(address); }

#endif
