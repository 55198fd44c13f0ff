/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a paper says: the declared texts of templates/lang/writ.*.hdf, filled in with the facts of
 * the act. The paper is Chinese; whoever reads another language gets a note behind it in English.
 */
#ifndef QIAO_PRINT_WORDS_H
#define QIAO_PRINT_WORDS_H

struct error;
struct formality;
struct printing;
struct paper;
struct pool;
struct words;

/* Every text that a paper needs must be there. origin: where the QR code leads. */
const struct error *words_load(const char *templates, const char *origin, struct words **out)
    __attribute__((warn_unused_result));
void words_free(struct words *words);
const struct error *words_write(struct pool *pool, const struct words *words,
    const struct printing *owed, const struct formality *f, struct paper *out)
    __attribute__((warn_unused_result));

#endif
