/* Stance and sentiment of French and English texts, inside a C program. Link with -lStanceC.
 *
 *   char *error = NULL;
 *   stance_analyzer *analyzer = stance_open("meta", NULL, &error);
 *   char *lines = analyzer ? stance_score_article(analyzer, text, strlen(text), 0, &error) : NULL;
 *   if (lines) fputs(lines, stdout); else fprintf(stderr, "%s\n", error);
 *   stance_free(lines);
 *   stance_free(error);
 *   stance_close(analyzer);
 *
 * Errors: a function that returns NULL has failed and sets *error to one line of English without a
 * line end; else *error becomes NULL. `error` itself may be NULL. No argument ends the program, but
 * for pointers that lead nowhere and memory that runs out.
 *
 * Ownership: what `char *` or `char **` gives is the caller's, ends with a zero byte, and goes to
 * stance_free(). Arguments are read during the call only. `const char *` results live as long as
 * the program.
 *
 * Threads: every function may be called from any thread at any time, several with one analyzer too;
 * only stance_close() must be the last call with its analyzer. Calls do not wait for one another,
 * and the results do not depend on them. In a forked process use an analyzer only where no other
 * thread was inside a call at the fork.
 *
 * Encoding: UTF-8, in and out. `range` members count bytes of the text as it was given.
 */
#ifndef STANCE_H
#define STANCE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A model, the lexicons and one target; never changed once open. */
typedef struct stance_analyzer stance_analyzer;

/* The longest text that is scored, in bytes: 64 MB. Memory for one long line is 25 times it. */
#define STANCE_LONGEST_TEXT 67108864

/* For `explain`: all contributions of a unit. */
#define STANCE_EXPLAIN_ALL (-1)

/* Opens an analyzer.
 *
 * target  whom texts are about unless they say so themselves: the id of a bundled pack ("openai"), a
 *         pack file ("acme.tsv"), names ("Renault, la régie"), or "none". NULL: "meta", and "none"
 *         with the models short and proposals.
 * model   "default" for articles, "short" for texts that stand alone, "proposals" for answers and
 *         comments on proposals, or the path of a model file. NULL: "default".
 *
 * Takes about a millisecond, and the time to read a file that is named. Words that were seen once are
 * not looked up again, as long as the analyzer is open: open one and keep it. It holds such words once
 * for each call that ran at the same time as others: some 20 MB each after 10 MB of text. */
stance_analyzer *stance_open(const char *target, const char *model, char **error);

/* Ends an analyzer; NULL is no error. */
void stance_close(stance_analyzer *analyzer);

/* Scores an article: a JSON object a line for every paragraph, heading and piece of page furniture,
 * in order, the bytes that `stance score --format jsonl -` prints for it. JSON lines, arrays and tables,
 * which the command reads as records, are prose here. No lines for an empty text.
 *
 * text     `length` bytes; they need not end with zero.
 * explain  how many contributions each scored unit comes with, the strongest first, as by
 *          --explain=N; 0: none, STANCE_EXPLAIN_ALL: all.
 *
 * Takes time in proportion to the text, about 0.05 ms a kilobyte, eight times that with explanations;
 * the first of calls at the same time a millisecond more. */
char *stance_score_article(
    const stance_analyzer *analyzer, const char *text, size_t length, int explain, char **error);

/* Scores a text that stands alone (a message, a review, an answer) as one unit: one JSON object and
 * a line end, the bytes that `stance score --format jsonl -` prints for the record
 * {"text": …, "target": …}. A text of white space alone has a null label.
 *
 * target  whom or what the text is about: the id of a bundled pack, names, or a question. NULL or
 *         blank: the analyzer's.
 *
 * Takes 10 to 20 microseconds for a sentence, and a tenth of a millisecond for a target that was not
 * among the last thousand. */
char *stance_score_record(
    const stance_analyzer *analyzer, const char *text, size_t length, const char *target,
    int explain, char **error);

/* The labels of the analyzer's model as a JSON array, in the order of `probabilities`. */
char *stance_labels(const stance_analyzer *analyzer, char **error);

/* The version of the library: "0.1.0". */
const char *stance_version(void);

/* Frees what these functions gave as `char *`; NULL is no error. */
void stance_free(char *text);

#ifdef __cplusplus
}
#endif

#endif
