/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Tables of what is typed and what becomes of it, for the bricks of fields:
 * a row wants a stored value or "!" and an error's key without "field.", and a
 * warning's key in the same way. Every key that turns up must be a sentence in
 * both languages, and every stored value must come back through its inputs.
 */
#ifndef QIAO_T_FIELD_TABLE_H
#define QIAO_T_FIELD_TABLE_H

#include "tap.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/tree.h"
#include "service/field.h"

struct row {
	const char *typed, *want, *warning;
};

static struct pool *pool;
static struct tree *words[2];
static day today;

#define ROWS(table) (table), sizeof (table) / sizeof *(table)
#define RULE(kind, ...) (&(struct field_rule){.type = (kind), ##__VA_ARGS__})

static inline bool
table_open(void)
{
	static const char *const langs[] = {"zh", "en"};
	const char *source = getenv("srcdir") ? getenv("srcdir") : ".";

	pool = pool_new(NULL, 0);
	today = day_of(2026, 3, 16);
	for (size_t i = 0; i < 2; i++) {
		const char *path = pool_format(pool, "%s/templates/lang/field.%s.hdf", source,
		    langs[i]);
		const struct error *e = tree_load(path, &words[i]);

		if (!ok(!e, "%s is there", path))
			return false;
	}
	return true;
}

static inline int
table_close(void)
{
	tree_free(words[0]);
	tree_free(words[1]);
	pool_free(pool);
	return done();
}

/* The key without "field."; a key without its sentences fails. */
static inline const char *
spoken(const char *key)
{
	const char *path = pool_format(pool, "T.%s", key);

	for (size_t i = 0; i < 2; i++)
		if (!tree_get(words[i], path) || !*tree_get(words[i], path))
			ok(false, "%s has a sentence in both languages", key);
	return text_starts(key, "field.") ? key + strlen("field.") : key;
}

/* The stored value, or "!" and the error's key. *warning: its key or NULL. */
static inline const char *
outcome(const struct field_rule *rule, const struct pairs *typed, const char **warning)
{
	const char *stored = NULL, *warned = NULL, *wrong, *again, *none;
	struct pairs back = {.pool = pool};

	wrong = field_check(pool, rule, typed, "f", today, &stored, &warned);
	*warning = warned ? spoken(warned) : NULL;
	if (wrong)
		return pool_format(pool, "!%s", spoken(wrong));
	field_split(pool, rule, "f", stored, &back);
	wrong = field_check(pool, rule, &back, "f", today, &again, &none);
	if (wrong || strcmp(again, stored) != 0)
		ok(false, "\"%s\" comes back through its inputs", stored);
	if (!text_is_utf8(stored, strlen(stored)))
		ok(false, "\"%s\" is stored as UTF-8", stored);
	return stored;
}

/* What was typed, for a line of TAP: characters that would disturb one by their number. */
static inline const char *
printable(const char *s)
{
	struct text t = {.pool = pool};
	const char *from = s;
	uint32_t c;

	for (; (c = text_next(&s)); from = s)
		if (text_is_control(c) || c == 0xad || (c >= 0x2000 && c <= 0x206f))
			text_addf(&t, "<%04X>", c);
		else
			text_add_bytes(&t, from, (size_t)(s - from));
	return t.s ? t.s : "(nothing)";
}

static inline void
compare(const struct field_rule *rule, const struct pairs *typed, const struct row *row)
{
	const char *warning, *got = outcome(rule, typed, &warning);
	const char *what = pool_format(pool, "%s: %s", field_type_word(rule->type),
	    printable(row->typed));

	is_str(got, row->want, what);
	if (!text_same(warning, row->warning))
		is_str(warning, row->warning, pool_format(pool, "warning of %s", what));
}

/* Each row typed into the plain input. */
static inline void
try_rows(const struct field_rule *rule, const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct pairs typed = {.pool = pool};

		pairs_set(&typed, "f", rows[i].typed);
		compare(rule, &typed, &rows[i]);
	}
}

/* "suffix=value|suffix=value" in the inputs. */
static inline struct pairs
in_parts(const char *typed)
{
	struct pairs out = {.pool = pool};
	char *s = pool_string(pool, typed), *save = NULL, *part;

	for (part = strtok_r(s, "|", &save); part; part = strtok_r(NULL, "|", &save)) {
		char *value = strchr(part, '=');

		*value++ = '\0';
		pairs_set(&out, field_input_name(pool, "f", part), value);
	}
	return out;
}

static inline void
try_parts(const struct field_rule *rule, const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct pairs typed = in_parts(rows[i].typed);

		compare(rule, &typed, &rows[i]);
	}
}

/* Each row wants the suffix of the input in which the mistake is, or NULL. */
static inline void
try_where(const struct field_rule *rule, const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct pairs typed = in_parts(rows[i].typed);

		is_str(field_wrong_part(pool, rule, &typed, "f", today), rows[i].want,
		    pool_format(pool, "where the mistake is in %s: %s", field_type_word(rule->type),
		    printable(rows[i].typed)));
	}
}

static inline const char *
repeated(const char *s, size_t n)
{
	struct text t = {.pool = pool};

	while (n--)
		text_add(&t, s);
	return t.s;
}

#endif
