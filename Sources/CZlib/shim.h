#ifndef STANCE_CZLIB_SHIM_H
#define STANCE_CZLIB_SHIM_H
#include <zlib.h>
#endif
