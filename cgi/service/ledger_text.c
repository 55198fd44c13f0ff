/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The texts of leaves and roots, which anybody can hash again, and their JSON. */
#include <string.h>

#include "base/memory.h"
#include "service/ledger.h"

static const char *
head_text(struct pool *pool, struct bytes head)
{
	return head.n ? hex(pool, head) : "-";
}

static const char *
hash_text(struct pool *pool, const struct hash *h)
{
	return hex(pool, BYTES(h->b, HASH_SIZE));
}

static const char *
date_text(struct pool *pool, day d)
{
	char *out = pool_alloc(pool, DAY_TEXT);

	day_format(d, out);
	return out;
}

const char *
ledger_leaf_text(struct pool *pool, const struct evidence *e)
{
	return pool_format(pool, "qiao-leaf-1 %s %s %d %s %d %s %s", date_text(pool, e->day.date),
	    e->ref, e->acts, head_text(pool, e->acts_head), e->views, head_text(pool, e->views_head),
	    hex(pool, e->blind));
}

void
ledger_leaf(struct pool *pool, const struct evidence *e, struct hash *out)
{
	merkle_leaf(bytes_of(ledger_leaf_text(pool, e)), out);
}

void
ledger_root(struct pool *pool, const struct ledger_day *d, struct hash *out)
{
	const char *text = pool_format(pool, "qiao-root-1 %s %lld %s %s", date_text(pool, d->date),
	    (long long)d->size, hash_text(pool, &d->tree), hash_text(pool, &d->previous));

	sha256(&(struct bytes){(const unsigned char *)text, strlen(text)}, 1, out->b);
}

/* None of these values holds a character that JSON would have to mask. */
static void
add_string(struct text *t, const char *name, const char *value)
{
	text_addf(t, "\"%s\": \"%s\"", name, value);
}

static void
add_day(struct text *t, const struct ledger_day *d)
{
	add_string(t, "date", date_text(t->pool, d->date));
	text_addf(t, ", \"size\": %lld, ", (long long)d->size);
	add_string(t, "tree", hash_text(t->pool, &d->tree));
	text_add(t, ", ");
	add_string(t, "previous", hash_text(t->pool, &d->previous));
	text_add(t, ", ");
	add_string(t, "root", hash_text(t->pool, &d->root));
}

const char *
evidence_json(struct pool *pool, const struct evidence *e)
{
	struct text t = {.pool = pool};

	text_add(&t, "{\"qiao\": \"proof-1\",\n");
	add_day(&t, &e->day);
	text_add(&t, ",\n");
	add_string(&t, "matter", e->ref);
	text_addf(&t, ", \"acts\": %d, ", e->acts);
	add_string(&t, "acts_head", head_text(pool, e->acts_head));
	text_addf(&t, ", \"views\": %d, ", e->views);
	add_string(&t, "views_head", head_text(pool, e->views_head));
	text_add(&t, ", ");
	add_string(&t, "blind", hex(pool, e->blind));
	text_addf(&t, ",\n\"index\": %lld, \"path\": [", (long long)e->index);
	for (size_t i = 0; i < e->path.count; i++)
		text_addf(&t, "%s\n\"%s\"", i ? "," : "", hash_text(pool, &e->path.at[i]));
	text_add(&t, "]}\n");
	return t.s;
}

const char *
ledger_json(struct pool *pool, const struct ledger_days *days)
{
	struct text t = {.pool = pool};

	text_add(&t, "{\"qiao\": \"roots-1\", \"roots\": [");
	for (size_t i = 0; i < days->count; i++) {
		text_add(&t, i ? ",\n{" : "\n{");
		add_day(&t, &days->at[i]);
		text_addf(&t, ", \"added\": %lld}", (long long)days->at[i].added);
	}
	text_add(&t, "\n]}\n");
	return t.s;
}
