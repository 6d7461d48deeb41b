/* Threads, refusals and leaks of the library, as a C program meets them. */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "stance.h"

#define CHECK(condition)                                                     \
  do {                                                                       \
    if (!(condition)) {                                                      \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
      exit(EXIT_FAILURE);                                                    \
    }                                                                        \
  } while (0)

enum { THREADS = 8, TEXTS = 4, KINDS = 4 * TEXTS * 5 };

static const char *const texts[TEXTS] = {
    "Quel fiasco : Meta a raté son virage.",
    "La stratégie IA de Meta est brillante.\n\nMais Renault déçoit encore.\n\nPoint de vue neutre\n\nRien.",
    "",
    "Le prix du billet augmente encore, et personne ne s'en plaint 🚗.",
};
static stance_analyzer *analyzer;

/* The text with a number, as an article or as a record by turns. */
static char *score(int number) {
  const char *text = texts[number % TEXTS];
  char *error = NULL;
  char *lines = number / TEXTS % 2
      ? stance_score_article(analyzer, text, strlen(text), number % 3, &error)
      : stance_score_record(analyzer, text, strlen(text), number % 5 ? NULL : "Renault", -1, &error);
  CHECK(lines && !error);
  return lines;
}

static char *expected[KINDS];

static void *work(void *unused) {
  for (int number = 0; number < KINDS; number++) {
    char *lines = score(number);
    CHECK(!strcmp(lines, expected[number]));
    stance_free(lines);
  }
  return unused;
}

/* One analyzer for all, in threads of C. */
static void check_threads(void) {
  pthread_t threads[THREADS];
  for (int number = 0; number < KINDS; number++) expected[number] = score(number);
  for (int number = 0; number < THREADS; number++)
    CHECK(!pthread_create(&threads[number], NULL, work, NULL));
  for (int number = 0; number < THREADS; number++) CHECK(!pthread_join(threads[number], NULL));
  for (int number = 0; number < KINDS; number++) stance_free(expected[number]);
}

/* A call that must fail, with words of its error. */
static void refused(void *result, char **error, const char *words) {
  CHECK(!result && *error);
  if (!strstr(*error, words)) {
    fprintf(stderr, "expected: %s\nfound: %s\n", words, *error);
    exit(EXIT_FAILURE);
  }
  stance_free(*error);
}

static void check_refusals(void) {
  char *error = NULL;
  refused(stance_open("nope", NULL, &error), &error, "no target pack");
  refused(stance_open(NULL, "nope", &error), &error, "no bundled model");
  refused(stance_open("\xff", NULL, &error), &error, "target: expected UTF-8");
  refused(stance_labels(NULL, &error), &error, "analyzer: expected a pointer");
  refused(stance_score_article(NULL, "", 0, 0, &error), &error, "analyzer: expected a pointer");
  refused(stance_score_article(analyzer, NULL, 0, 0, &error), &error, "text: expected a pointer");
  refused(stance_score_article(analyzer, "a", SIZE_MAX, 0, &error), &error, "at most 67108864");
  refused(stance_score_article(analyzer, "d\xe9j", 3, 0, &error), &error, "another byte at 1");
  refused(stance_score_record(analyzer, "a", 1, NULL, -2, &error), &error, "explain: expected");
  refused(stance_score_record(analyzer, "a", 1, "\xc3", 0, &error), &error, "target: expected UTF-8");
  CHECK(!stance_open("nope", NULL, NULL));
  CHECK(!stance_score_article(NULL, NULL, 0, 0, NULL));
  stance_free(NULL);
  stance_close(NULL);
  char *labels = stance_labels(analyzer, &error);
  CHECK(!error && !strcmp(labels, "[\"favor\", \"neutral\", \"against\"]"));
  stance_free(labels);
  CHECK(strlen(stance_version()) >= 5);
}

static long peak(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
  return usage.ru_maxrss >> 10;
#else
  return usage.ru_maxrss;
#endif
}

static void call(int times) {
  for (int number = 0; number < times; number++) {
    const char *text = texts[number % TEXTS];
    char *error = NULL;
    stance_free(stance_score_record(analyzer, text, strlen(text), NULL, number % 20 ? 0 : -1, &error));
    CHECK(!error);
    refused(stance_score_article(analyzer, "%PDF-", 5, 0, &error), &error, "found PDF");
    if (number % 400 == 0) stance_close(stance_open("openai", "short", NULL));
  }
}

/* 10,000 calls, as many refused ones and 25 analyzers more, and the process holds what it held. */
static void check_leaks(int times) {
  call(times / 10);
  long before = peak();
  call(times);
  long grown = peak() - before;
  printf("c: %d calls, %ld KB more at the peak\n", times, grown);
  CHECK(grown < 512);
}

int main(int count, char **arguments) {
  analyzer = stance_open(NULL, NULL, NULL);
  CHECK(analyzer);
  check_threads();
  check_refusals();
  check_leaks(count > 1 ? atoi(arguments[1]) : 10000);
  stance_close(analyzer);
  puts("c: threads, refusals, leaks");
}
