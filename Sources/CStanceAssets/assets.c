#include "stance_assets.h"

#if defined(__clang__)
#pragma clang diagnostic ignored "-Wc23-extensions"
#endif

/* The final zero keeps the arrays non-empty; it is not counted. */
static const unsigned char model[] = {
#embed "../../Models/default/model.safetensors" suffix(, )
    0};
static const unsigned char short_model[] = {
#embed "../../Models/short/model.safetensors" suffix(, )
    0};
static const unsigned char proposals_model[] = {
#embed "../../Models/proposals/model.safetensors" suffix(, )
    0};
static const unsigned char lexicon[] = {
#embed "../../Lexicons/prepared/lexicon.bin" suffix(, )
    0};
static const unsigned char reading[] = {
#embed "../../Lexicons/prepared/reading.bin" suffix(, )
    0};
static const unsigned char tables[] = {
#embed "../../Lexicons/prepared/tables.txt" suffix(, )
    0};

stance_asset stance_asset_model(void) {
  return (stance_asset){model, sizeof model - 1};
}

stance_asset stance_asset_short_model(void) {
  return (stance_asset){short_model, sizeof short_model - 1};
}

stance_asset stance_asset_proposals_model(void) {
  return (stance_asset){proposals_model, sizeof proposals_model - 1};
}

stance_asset stance_asset_lexicon(void) {
  return (stance_asset){lexicon, sizeof lexicon - 1};
}

stance_asset stance_asset_reading(void) {
  return (stance_asset){reading, sizeof reading - 1};
}

stance_asset stance_asset_tables(void) {
  return (stance_asset){tables, sizeof tables - 1};
}
