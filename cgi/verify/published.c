/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A proof that a resident keeps, against a root that was published: files of anybody, so each
 * value is looked at before it is used. No store and no key is needed.
 */
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/ledger.h"
#include "service/reference.h"
#include "verify/verify.h"

#define FILE_MOST (16 << 20)
#define DAYS_MOST 40000

static const struct error *
read_file(struct pool *pool, const char *name, const char *kind, json_t **out)
{
	FILE *from = fopen(name, "rbe");
	char *text = pool_alloc(pool, FILE_MOST + 1);
	size_t n = from ? fread(text, 1, FILE_MOST + 1, from) : 0;
	bool is_read = from && !ferror(from);
	json_error_t why;
	const char *is;

	if (from)
		fclose(from);
	if (!is_read)
		return fail(ERROR_INVALID, "%.120s cannot be read", name);
	if (n > FILE_MOST || !(*out = json_loadb(text, n, JSON_REJECT_DUPLICATES, &why)))
		return fail(ERROR_INVALID, "%.120s is not JSON", name);
	is = json_string_value(json_object_get(*out, "qiao"));
	if (!is || strcmp(is, kind) != 0) {
		json_decref(*out);
		return fail(ERROR_INVALID, "%.120s is not a file of kind %s", name, kind);
	}
	return NULL;
}

static bool
take_bytes(struct pool *pool, const json_t *from, const char *name, struct bytes *out)
{
	const char *s = json_string_value(json_object_get(from, name));

	return s && strlen(s) == 2 * HASH_SIZE && hex_read(pool, s, out);
}

/* "-" for a chain that had not begun. */
static bool
take_head(struct pool *pool, const json_t *from, const char *name, struct bytes *out)
{
	const char *s = json_string_value(json_object_get(from, name));

	*out = (struct bytes){NULL, 0};
	return (s && strcmp(s, "-") == 0) || take_bytes(pool, from, name, out);
}

static bool
take_hash(struct pool *pool, const json_t *from, const char *name, struct hash *out)
{
	struct bytes b;

	if (!take_bytes(pool, from, name, &b))
		return false;
	memcpy(out->b, b.p, HASH_SIZE);
	return true;
}

static bool
take_number(const json_t *from, const char *name, int64_t most, int64_t *out)
{
	const json_t *number = json_object_get(from, name);

	*out = json_integer_value(number);
	return json_is_integer(number) && *out >= 0 && *out <= most;
}

static bool
take_day(struct pool *pool, const json_t *from, struct ledger_day *d)
{
	const char *date = json_string_value(json_object_get(from, "date"));

	return date && day_parse(date, &d->date) && take_number(from, "size", INT64_MAX / 2, &d->size) &&
	    take_hash(pool, from, "tree", &d->tree) &&
	    take_hash(pool, from, "previous", &d->previous) && take_hash(pool, from, "root", &d->root);
}

static bool
take_path(const json_t *from, struct merkle_path *out)
{
	size_t count = json_array_size(json_object_get(from, "path"));
	struct pool *pool = pool_new(NULL, 0);
	bool is_fine = json_is_array(json_object_get(from, "path")) && count <= MERKLE_PATH;

	for (size_t i = 0; i < count && is_fine; i++) {
		const char *s = json_string_value(json_array_get(json_object_get(from, "path"), i));
		struct bytes b;

		is_fine = s && strlen(s) == 2 * HASH_SIZE && hex_read(pool, s, &b);
		if (is_fine)
			memcpy(out->at[out->count++].b, b.p, HASH_SIZE);
	}
	pool_free(pool);
	return is_fine;
}

static bool
take_proof(struct pool *pool, const json_t *from, struct evidence *v)
{
	const char *ref = json_string_value(json_object_get(from, "matter"));
	char checked[REFERENCE_TEXT];
	int64_t acts, views;

	*v = (struct evidence){.index = 0};
	if (!ref || !reference_read(ref, checked) || strcmp(ref, checked) != 0 ||
	    !take_number(from, "acts", INT32_MAX, &acts) ||
	    !take_number(from, "views", INT32_MAX, &views))
		return false;
	v->ref = pool_string(pool, ref);
	v->acts = (int)acts;
	v->views = (int)views;
	return take_day(pool, from, &v->day) && take_head(pool, from, "acts_head", &v->acts_head) &&
	    take_head(pool, from, "views_head", &v->views_head) &&
	    take_bytes(pool, from, "blind", &v->blind) &&
	    take_number(from, "index", INT64_MAX / 2, &v->index) && take_path(from, &v->path);
}

static void
fault_of_day(struct findings *f, const struct ledger_day *d, const char *what)
{
	char date[DAY_TEXT];

	day_format(d->date, date);
	fault(f, "the root of %s %s", date, what);
}

static bool
is_root(struct pool *pool, const struct ledger_day *d)
{
	struct hash root;

	ledger_root(pool, d, &root);
	return memcmp(&root, &d->root, sizeof root) == 0;
}

/* Newest first, as they are published: each must name the one behind it. */
const struct error *
verify_read_roots(struct pool *pool, const char *file, struct ledger_days *out, struct findings *f)
{
	const struct error *e;
	const json_t *list;
	json_t *root;

	if ((e = read_file(pool, file, "roots-1", &root)))
		return e;
	list = json_object_get(root, "roots");
	out->count = json_array_size(list);
	if (!json_is_array(list) || out->count > DAYS_MOST)
		e = fail(ERROR_INVALID, "%.120s has no list of roots", file);
	out->at = pool_zero(pool, (out->count + 1) * sizeof *out->at);
	for (size_t i = 0; i < out->count && !e; i++)
		if (!take_day(pool, json_array_get(list, i), &out->at[i]))
			e = fail(ERROR_INVALID, "%.120s: the day in place %zu", file, i + 1);
	json_decref(root);
	for (size_t i = 0; i < out->count && !e; i++) {
		const struct ledger_day *d = &out->at[i], *before = d + 1;

		f->days++;
		if (!is_root(pool, d))
			fault_of_day(f, d, "is not made of its own values");
		else if (i + 1 < out->count && (d->date != before->date + 1 || d->size < before->size ||
		    memcmp(&d->previous, &before->root, sizeof d->previous) != 0))
			fault_of_day(f, d, "does not follow from that of the day before");
	}
	return e;
}

const struct error *
verify_roots(struct pool *pool, const char *file, struct findings *f)
{
	struct ledger_days days;

	return verify_read_roots(pool, file, &days, f);
}

/* The root that was published: as it was given, or that of the proof's day in the file. */
static const struct error *
find_root(struct pool *pool, const char *root, const struct evidence *v, struct hash *out,
    struct findings *f)
{
	struct ledger_days days;
	const struct error *e;
	struct bytes given;

	if (strlen(root) == 2 * HASH_SIZE && hex_read(pool, root, &given)) {
		memcpy(out->b, given.p, HASH_SIZE);
		return NULL;
	}
	if ((e = verify_read_roots(pool, root, &days, f)))
		return e;
	for (size_t i = 0; i < days.count; i++)
		if (days.at[i].date == v->day.date) {
			*out = days.at[i].root;
			return NULL;
		}
	return fail(ERROR_INVALID, "%.120s has no root of the proof's day", root);
}

const struct error *
verify_proof(struct pool *pool, const char *file, const char *root, struct findings *f)
{
	const struct error *e;
	struct hash leaf, published;
	struct evidence v;
	json_t *proof;
	bool is_read;

	if ((e = read_file(pool, file, "proof-1", &proof)))
		return e;
	is_read = take_proof(pool, proof, &v);
	json_decref(proof);
	if (!is_read)
		return fail(ERROR_INVALID, "%.120s lacks a value, or has one that cannot be", file);
	if ((e = find_root(pool, root, &v, &published, f)))
		return e;
	ledger_leaf(pool, &v, &leaf);
	if (!merkle_leads(&leaf, v.index, v.day.size, &v.path, &v.day.tree))
		fault(f, "the proof does not lead from the matter to the tree of its day");
	else if (!is_root(pool, &v.day))
		fault_of_day(f, &v.day, "in the proof is not made of the proof's own values");
	else if (memcmp(&published, &v.day.root, sizeof published) != 0)
		fault_of_day(f, &v.day, "in the proof is not the one that was published");
	else
		f->matters++;
	if (f->matters) {
		char date[DAY_TEXT], shown[REFERENCE_SHOWN];

		day_format(v.day.date, date);
		reference_show(v.ref, shown);
		printf("%s at the end of %s (Beijing time): acts 1-%d, views by others %d\n", shown, date,
		    v.acts, v.views);
	}
	return NULL;
}
