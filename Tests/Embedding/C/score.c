/* score [TARGET [MODEL]]: an article on standard input, a JSON object a line on standard output. */
#include <stdio.h>
#include <stdlib.h>

#include "stance.h"

int main(int count, char **arguments) {
  static char text[1 << 20];
  size_t length = fread(text, 1, sizeof text, stdin);
  char *error = NULL;
  stance_analyzer *analyzer =
      stance_open(count > 1 ? arguments[1] : NULL, count > 2 ? arguments[2] : NULL, &error);
  char *lines = analyzer ? stance_score_article(analyzer, text, length, 0, &error) : NULL;
  if (lines) fputs(lines, stdout);
  else fprintf(stderr, "%s\n", error);
  int status = lines ? EXIT_SUCCESS : EXIT_FAILURE;
  stance_free(lines);
  stance_free(error);
  stance_close(analyzer);
  return status;
}
