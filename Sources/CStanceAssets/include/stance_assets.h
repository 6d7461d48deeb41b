#ifndef STANCE_ASSETS_H
#define STANCE_ASSETS_H
#include <stddef.h>
#endif
