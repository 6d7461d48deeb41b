#ifndef STANCE_ASSETS_H
#define STANCE_ASSETS_H

#include <stddef.h>

/* The bundled files, as read-only bytes. */
typedef struct {
  const unsigned char *bytes;
  size_t count;
} stance_asset;

/* The default model: Models/default/model.safetensors. */
stance_asset stance_asset_model(void);
/* The model of short texts: Models/short/model.safetensors. */
stance_asset stance_asset_short_model(void);
/* The model of comments on proposals: Models/proposals/model.safetensors. */
stance_asset stance_asset_proposals_model(void);
/* The prepared lexicons: Lexicons/prepared/lexicon.bin. */
stance_asset stance_asset_lexicon(void);
/* The prepared reading rules: Lexicons/prepared/reading.bin. */
stance_asset stance_asset_reading(void);
/* The target packs and a few reading tables, joined: Lexicons/prepared/tables.txt. */
stance_asset stance_asset_tables(void);

#endif
