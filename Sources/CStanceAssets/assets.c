#include "stance_assets.h"
