/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One slip of a finger in pinyin without blanks: what a stranger measured, made a test. Each
 * file's first phrase, and all short ones of what somebody in need looks for, are typed with a
 * letter forgotten, twice, wrong, or changed about with the next. Tells the misses.
 */
#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/search_part.h"
#include "tap.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FOUND 3
#define ROUNDS 5
#define SHORTEST 4
#define LONGEST 8

enum typed { AS_IT_IS, FORGOTTEN, TWICE, WRONG, CHANGED_ABOUT, WAYS };

static const char *const ways[] = {
	[AS_IT_IS] = "as it is", [FORGOTTEN] = "with a letter forgotten", [TWICE] = "with a letter twice",
	[WRONG] = "with a wrong letter", [CHANGED_ABOUT] = "with two letters changed about",
};

/* Whoever looks for these may be in a hurry or in trouble. */
static const char *const urgent[] = {
	"report-crime", "report-fraud", "consult", "complaint", "counter-booking", "lost-property",
	"frozen-account", "tr-consular-help",
};

/* What was found wrongly or not at all. */
static const char *const strangers[][2] = {
	{"bajing", "report-crime"}, {"tusu", "complaint"}, {"beiian", "report-fraud"},
	{"yuue", "counter-booking"}, {"tuii", "nationality-renounce"}, {"fenu", "hukou-split"},
	{"zhuxiaoukou", "hukou-cancel-emigrant"}, {"gaiminu", "hukou-ethnic"}, {"kfu", "consult"},
	{"bj", "report-crime"}, {"zxhk", "hukou-cancel-emigrant"}, {"zx", "consult"},
	{"beijuliu", "tr-consular-help"}, {"chejian", "veh-mark"}, {"xuelirenzheng", "tr-education"},
	/* initials of a paper, or a slip in its name, beside what happened to it */
	{"jsz diu le", "dl-replace-lost"}, {"hz diule", "passport-lost"}, {"hzdiule", "passport-lost"},
	{"sfz huai le", "id-replace-online"}, {"xsz diu le", "veh-licence-replace"}, {"huzaho diu le", "passport-lost"},
	/* where it happened, and not where its teller is */
	{"my father died in Wenzhou, I live in Italy", "hukou-cancel-death-home"},
	{"my father died in Italy, we come from Wenzhou", "hukou-cancel-death-abroad"},
	{"mio padre è morto in Italia, sono di Wenzhou", "hukou-cancel-death-abroad"},
	{"mio padre è morto a Wenzhou, vivo in Italia", "hukou-cancel-death-home"},
	{"mi padre murió en Wenzhou, vivo en España", "hukou-cancel-death-home"},
	{"wo ba zai wen zhou qu shi le wo zai yi da li", "hukou-cancel-death-home"},
	{"renovar permiso de residencia", "residence-renew"}, {"rinnovo permesso di soggiorno", "residence-renew"},
	{"驾照扣分", "dl-record-cert"}, {"licence points", "dl-record-cert"},
	{"certificado de que estuve casado", "tr-marriage"}, {"damaged ID card", "id-replace-online"},
	{"carta d’identità rotta", "id-replace-online"}, {"dni roto", "id-replace-online"}, {"身份证折断了", "id-replace-online"},
	/* official names, whole or without their first word; "care" is no car */
	{"变更姓名", "hukou-name-adult"}, {"未成年人变更姓名", "hukou-name-minor"}, {"换发护照", "passport-renew"},
	{"换发普通护照", "passport-renew"}, {"延期办理驾驶证换证(在国外)", "dl-defer-renew"},
	{"延期办理驾驶证审验", "dl-defer-review"}, {"Veterans and special care", "tr-veterans"},
	{"special care", "tr-veterans"}, {"车主变更姓名", "veh-owner-change"},
	/* a passport lost where they live, and one lost at home or nowhere; a crime, and none */
	{"lost my passport in Milan", "tr-passport-abroad"},
	{"passport stolen in Barcelona", "tr-passport-abroad"},
	{"I lost my passport in Rome", "tr-passport-abroad"},
	{"my passport is missing in Rome", "tr-passport-abroad"},
	{"ho perso il passaporto a Milano", "tr-passport-abroad"},
	{"mi hanno rubato il passaporto a Roma", "tr-passport-abroad"},
	{"passaporto smarrito in Italia", "tr-passport-abroad"},
	{"perdí el pasaporte en Madrid", "tr-passport-abroad"},
	{"me robaron el pasaporte en Barcelona", "tr-passport-abroad"},
	{"护照丢失在米兰", "tr-passport-abroad"},
	{"护照丢失在巴塞罗那", "tr-passport-abroad"},
	{"护照在法国掉了", "tr-passport-abroad"}, {"护照在德国被抢", "tr-passport-abroad"},
	{"护照在西班牙找不到了", "tr-passport-abroad"},
	{"护照在米兰不见了", "tr-passport-abroad"},
	{"lost my passport in Wenzhou", "passport-lost"}, {"护照丢失", "passport-lost"},
	{"护照掉了", "passport-lost"}, {"护照在温州丢了", "passport-lost"},
	{"passport stolen", "passport-lost"}, {"me robaron el pasaporte", "passport-lost"},
	{"certificate of no crime", "cert-no-crime"}, {"no crime certificate", "cert-no-crime"},
	{"cerificate of no crime", "cert-no-crime"}, {"no crimes certificate", "cert-no-crime"},
	{"certificate that I have no crimes", "cert-no-crime"},
	{"certificado de no tener delitos", "cert-no-crime"},
	{"certificato di assenza di reati", "cert-no-crime"}, {"no crime", "cert-no-crime"},
	{"no crimes", "cert-no-crime"}, {"report a crime", "report-crime"}, {"crime", "report-crime"},
	{"delito", "report-crime"}, {"notary certificate of no crime", "tr-notary"},
};

/* A subject's word is near, or syllables of it are somewhere, and it is nothing of ours. */
static const char *const nothing[] = {
	"wuhan", "nihao", "tianqi", "waimai", "dianying", "meiguo", "gongzuo", "gupiao", "chifan",
	"soup", "lake", "chair", "tea",
};

struct measured {
	size_t asked, first, third, nothing;
};

/* The same on every machine. */
static uint32_t
dice(uint32_t *seed, size_t sides)
{
	*seed = *seed * 1664525U + 1013904223U;
	return (uint32_t)((*seed >> 8) % sides);
}

static char *
squeezed(struct pool *pool, const char *phrase)
{
	char *out = pool_string(pool, phrase), *to = out;

	for (const char *c = phrase; *c; c++)
		if (*c != ' ')
			*to++ = *c;
	*to = '\0';
	return out;
}

static const char *
mistyped(struct pool *pool, const char *word, enum typed way, size_t at, uint32_t *seed)
{
	int before = (int)at;
	const char *here = word + at;

	if (way == FORGOTTEN)
		return pool_format(pool, "%.*s%s", before, word, here + 1);
	if (way == TWICE)
		return pool_format(pool, "%.*s%c%s", before, word, *here, here);
	if (way == WRONG)
		return pool_format(pool, "%.*s%c%s", before, word, "abcdefghijklmnopqrstuwxyz"[dice(seed, 25)],
		    here + 1);
	if (way == CHANGED_ABOUT && here[1])
		return pool_format(pool, "%.*s%c%c%s", before, word, here[1], here[0], here + 2);
	return word;
}

static void
ask(const struct search *s, const char *typed, const char *meant, const char *code, struct measured *m)
{
	const struct formality *found[FOUND];
	size_t count = search_find(s, typed, found, FOUND), rank = 0;

	for (size_t i = 0; i < count && !rank; i++)
		rank = strcmp(found[i]->code, code) == 0 ? i + 1 : 0;
	m->asked++;
	m->first += rank == 1;
	m->third += rank > 0;
	m->nothing += count == 0;
	if (!rank)
		printf("# %s (%s of %s) finds %s\n", typed, meant, code, count ? found[0]->code : "nothing");
}

/* In thousandths. */
static void
check(const struct measured *m, const char *what, enum typed way, size_t first, size_t third)
{
	ok(m->first * 1000 >= m->asked * first, "%s %s: %zu of %zu first", what, ways[way], m->first, m->asked);
	ok(m->third * 1000 >= m->asked * third, "%zu among the first three, %zu find nothing", m->third,
	    m->nothing);
}

static void
check_first(struct pool *pool, const struct search *s)
{
	uint32_t seed = 20260927;

	for (enum typed way = AS_IT_IS; way < WAYS; way++) {
		struct measured m = {0};

		for (size_t i = 0; i < s->catalogue->count * (way ? ROUNDS : 1); i++) {
			const struct formality *f = s->catalogue->formalities[i % s->catalogue->count];
			size_t count;
			char **phrases = search_phrases(pool, f->pinyin, &count);
			const char *word = count ? squeezed(pool, phrases[0]) : "";

			if (*word)
				ask(s, mistyped(pool, word, way, dice(&seed, strlen(word)), &seed), word, f->code, &m);
		}
		check(&m, "first phrases", way, 955, 990);
	}
}

static void
check_phrase(struct pool *pool, const struct search *s, const char *word, const char *code, enum typed way,
    struct measured *m)
{
	uint32_t seed = (uint32_t)strlen(word);

	for (size_t at = 0; word[at] && (way || !at); at++)
		ask(s, mistyped(pool, word, way, at, &seed), word, code, m);
}

static void
check_urgent(struct pool *pool, const struct search *s)
{
	for (enum typed way = AS_IT_IS; way < WAYS; way++) {
		struct measured m = {0};

		for (size_t i = 0; i < COUNT(urgent); i++) {
			const struct formality *f = catalogue_find(s->catalogue, urgent[i]);
			size_t count = 0;
			char **phrases = search_phrases(pool, f ? f->pinyin : "", &count);

			for (size_t j = 0; j < count; j++) {
				const char *word = squeezed(pool, phrases[j]);

				if (strlen(word) >= SHORTEST && strlen(word) <= LONGEST)
					check_phrase(pool, s, word, urgent[i], way, &m);
			}
		}
		ok(m.asked > 0, "there are urgent words");
		check(&m, "urgent words of 4 to 8 letters", way, 890, 980);
	}
}

static void
check_strangers(const struct search *s)
{
	const struct formality *found[FOUND];

	for (size_t i = 0; i < COUNT(strangers); i++) {
		size_t n = search_find(s, strangers[i][0], found, FOUND);

		is_str(n ? found[0]->code : NULL, strangers[i][1], strangers[i][0]);
	}
	for (size_t i = 0; i < COUNT(nothing); i++) {
		size_t n = search_find(s, nothing[i], found, FOUND);

		is_str(n ? found[0]->code : NULL, NULL, nothing[i]);
	}
}

int
main(void)
{
	struct pool *pool = pool_new(NULL, 0);
	const char *root = getenv("srcdir") ? getenv("srcdir") : ".";
	struct catalogue *c;
	const struct error *e = catalogue_load(pool, pool_format(pool, "%s/formalities", root), &c);
	struct search *s;

	if (!ok(!e, "the catalogue loads: %s", e ? e->detail : "yes"))
		return done();
	s = search_make(pool, c);
	check_strangers(s);
	check_first(pool, s);
	check_urgent(pool, s);
	pool_free(pool);
	return done();
}
