/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Finding a formality: text made alike, slips, and what t/fixture/queries*.tsv expect of the
 * real catalogue. Tells the misses, the time of a query and the size of what is kept.
 */
#include <stdlib.h>
#include <time.h>

#include "base/country.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/search_part.h"
#include "tap.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FOUND 20
#define ROUNDS 20
/* A worker may have 4 MB for all formalities: what finds them has the most of it. */
#define MOST_SIZE (5 * 512 * 1024)

static const struct {
	const char *typed, *normal;
} alike[] = {
	{"Passaporto", "passaporto"}, {"  ＩＤ　card！", "id card"}, {"España", "espana"},
	{"perché l’identità", "perche l identita"}, {"護照遺失", "护照遗失"}, {"a\xcc\x80 b", "a b"},
	{"hùzhào", "huzhao"}, {"lǜ kǎ", "lu ka"}, {"换证（6年）", "换证 6年"}, {"жук", ""},
	{"臺灣", "台湾"}, {"䶮", "䶮"}, {"", ""},
};

static const struct {
	const char *word, *other;
	bool is_near;
} slips[] = {
	{"pasport", "passport", true}, {"passprot", "passport", true}, {"passport", "passport", true},
	{"passportt", "passport", true}, {"oassport", "passport", true}, {"pasprot", "passport", false},
	{"passpo", "passport", false}, {"patnete", "patente", true}, {"abc", "xyz", false},
	{"", "a", true}, {"a", "", true}, {"", "ab", false},
};

static const char *const nothing[] = {
	"", "  ", "zzzz", "qwertzuiop", "披萨外卖", "量子力学", "天气预报", "股票行情", "how to cook rice",
	"weather tomorrow", "meteo domani", "receta de paella", "\xff\xfe", "!!!",
	"vino", "caffe", "gato", "pizza", "beer", "moon", "song", "bird", "snow",
};

static void
check_text(struct pool *pool)
{
	static const char *const stems[][2] = {{"renewal", "renewing"}, {"renew", "renewed"},
		{"scaduto", "scaduta"}, {"cambio", "cambiare"}, {"licences", "licence"},
		{"figlio", "figli"}, {"perdido", "perder"}, {"driver", "driving"}};

	for (size_t i = 0; i < COUNT(alike); i++)
		is_str(search_normal(pool, alike[i].typed), alike[i].normal,
		    pool_format(pool, "made alike: %s", alike[i].normal));
	for (size_t i = 0; i < COUNT(slips); i++)
		ok(search_near(slips[i].word, slips[i].other, false) == slips[i].is_near,
		    "%s is %snear %s", slips[i].word, slips[i].is_near ? "" : "not ", slips[i].other);
	ok(search_near("huzhoa", "huzhaobufa", true), "a slip in a beginning");
	for (size_t i = 0; i < COUNT(stems); i++) {
		char one[SEARCH_WORD], two[SEARCH_WORD];

		search_stem(stems[i][0], strlen(stems[i][0]), one);
		search_stem(stems[i][1], strlen(stems[i][1]), two);
		is_str(one, two, pool_format(pool, "%s and %s", stems[i][0], stems[i][1]));
	}
}

static bool
is_word_of(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = words; (at = strstr(at, word)); at += n)
		if ((at == words || strchr(" \t", at[-1])) && (!at[n] || strchr(" \t", at[n])))
			return true;
	return false;
}

static bool
is_any_written(const struct catalogue *c, const char *codes)
{
	for (size_t i = 0; i < c->count; i++)
		if (is_word_of(codes, c->formalities[i]->code))
			return true;
	return false;
}

/* Which of what was found serves: 1 is the first, 0 none. */
static size_t
rank_of(const char *codes, const struct formality *const *found, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_word_of(codes, found[i]->code))
			return i + 1;
	return 0;
}

static void
tell_miss(const char *query, const char *codes, const struct formality *const *found, size_t count,
    size_t rank)
{
	printf("# %s: place %zu for %s; has", query, rank, codes);
	for (size_t i = 0; i < count && i < 4; i++)
		printf(" %s", found[i]->code);
	putchar('\n');
}

static void
check_queries(struct pool *pool, const struct search *s, const char *root, const char *file)
{
	size_t asked = 0, first = 0, third = 0, unwritten = 0, strict = 0, strict3 = 0;
	const char *list;
	char *save = NULL;

	if (catalogue_text(pool, pool_format(pool, "%s/t/fixture/%s", root, file), &list)) {
		ok(false, "the list of queries is there");
		return;
	}
	for (char *line = strtok_r(pool_string(pool, list), "\n", &save); line;
	    line = strtok_r(NULL, "\n", &save)) {
		const struct formality *found[FOUND];
		char *codes = strchr(line, '\t');
		size_t count, rank;

		if (*line == '#' || !codes)
			continue;
		*codes++ = '\0';
		if (!is_any_written(s->catalogue, codes)) {
			unwritten++;
			continue;
		}
		count = search_find(s, line, found, FOUND);
		rank = rank_of(codes, found, count);
		asked++;
		first += rank == 1;
		third += rank >= 1 && rank <= 3;
		if (rank != 1)
			tell_miss(line, codes, found, count, rank);
		codes[strcspn(codes, "\t")] = '\0';
		rank = rank_of(codes, found, count);
		strict += rank == 1;
		strict3 += rank >= 1 && rank <= 3;
	}
	printf("# %s: by the first code alone %zu of %zu first, %zu among the first three\n", file, strict,
	    asked, strict3);
	is_int((int64_t)unwritten, 0, "the catalogue has what they look for");
	ok(first * 100 >= asked * 85, "%zu of %zu queries find it first", first, asked);
	ok(third * 100 >= asked * 97, "%zu of them among the first three", third);
}

/* A word that says no more than its subject: what most people want leads, and of that subject only. */
static const struct {
	const char *word, *first;
	const char *subject;		/* beginnings of the codes among the first five */
} plain[] = {
	{"护照", "passport-renew", "passport tr-passport"},
	{"换护照", "passport-renew", "passport tr-passport"},
	{"huzhao", "passport-renew", "passport tr-passport"},
	{"huzhoa", "passport-renew", "passport tr-passport"},
	{"hz", "passport-renew", "passport tr-passport"},
	{"passport", "passport-renew", "passport tr-passport"},
	{"我要换护照", "passport-renew", "passport tr-passport"},
	{"身份证", "id-renew", "id-"}, {"shen fen zheng", "id-renew", "id-"},
	{"ID card", "id-renew", "id-"},
	{"驾照", "dl-renew", "dl-"}, {"駕照", "dl-renew", "dl-"}, {"licence", "dl-renew", "dl-"},
	{"driving license", "dl-renew", "dl-"}, {"patente", "dl-renew", "dl-"},
	{"户口", "hukou-cancel-emigrant", "hukou"}, {"车", "veh-mark", "veh-"},
	{"hkou", "hukou-cancel-emigrant", "hukou"}, {"huko", "hukou-cancel-emigrant", "hukou"},
	{"huok", "hukou-cancel-emigrant", "hukou"}, {"viza", "visa-extend", "visa- hkmo-endorsement tw-endorsement passport-annotate"}, {"vissa", "visa-extend", "visa- hkmo-endorsement tw-endorsement passport-annotate"},
	{"vsia", "visa-extend", "visa- hkmo-endorsement tw-endorsement passport-annotate"}, {"bisa", "visa-extend", "visa- hkmo-endorsement tw-endorsement passport-annotate"},
};

static bool
is_of(const char *code, const char *beginnings)
{
	for (const char *at = beginnings; *at; at += strspn(at, " ")) {
		size_t n = strcspn(at, " ");

		if (strncmp(code, at, n) == 0)
			return true;
		at += n;
	}
	return false;
}

static void
check_plain(const struct search *s)
{
	for (size_t i = 0; i < COUNT(plain); i++) {
		const struct formality *found[5];
		size_t n = search_find(s, plain[i].word, found, COUNT(found));

		is_str(n ? found[0]->code : NULL, plain[i].first, plain[i].word);
		for (size_t j = 0; j < n; j++)
			if (!is_of(found[j]->code, plain[i].subject))
				ok(false, "%s: no. %zu is of another subject: %s", plain[i].word, j + 1,
				    found[j]->code);
	}
}

/* What is told in a sentence has enough in it, though nobody has all of it. */
static const char *const sentences[][2] = {
	{"车在国内没人开想注销", "veh-scrap veh-dereg-other"},
	{"我的车停在国内好几年没人开", "veh-scrap veh-dereg-other"},
	{"车停在国内不开了", "veh-scrap veh-dereg-other"},
	{"家里车没人开", "veh-scrap veh-dereg-other"}, {"zhuxiao che", "veh-scrap veh-dereg-other"},
	{"爸爸走了", "hukou-cancel-death-home hukou-cancel-death-abroad"},
	{"母亲病故", "hukou-cancel-death-home hukou-cancel-death-abroad"},
	{"pasaporte vencido", "passport-renew passport-settled-abroad tr-passport-abroad"},
	{"换意大利驾照要驾驶经历证明", "dl-record-cert"}, {"patente scaduta", "dl-renew"},
	{"patente cinese scaduta", "dl-renew"}, {"patente scaduta da due anni", "dl-restore"},
	{"离婚后户口迁出", "hukou-move-local"}, {"离婚迁户口", "hukou-move-local"},
	{"viza expired", "visa-extend visa-reissue residence-renew"},
	{"老婆是意大利人想来温州住", "residence-family"}, {"孩子有意大利护照怎么从中国出境", "eep-minor"},
};

static void
check_sentences(const struct search *s)
{
	for (size_t i = 0; i < COUNT(sentences); i++) {
		const struct formality *found[FOUND];
		size_t n = search_find(s, sentences[i][0], found, FOUND);
		size_t rank = rank_of(sentences[i][1], found, n);

		if (!ok(rank == 1, "%s finds it first", sentences[i][0]))
			tell_miss(sentences[i][0], sentences[i][1], found, n, rank);
	}
}

static void
check_language(const struct search *s)
{
	static const struct {
		const char *query;
		enum lang lang;
	} asked[] = {{"passaporto", LANG_IT}, {"patente scaduta", LANG_IT}, {"pasaporte", LANG_ES},
	    {"antecedentes penales", LANG_ES}, {"passport", LANG_EN}, {"visa", LANG_EN},
	    {"driving licence", LANG_EN}, {"护照", LANG_EN}, {"huzhao", LANG_EN}, {"", LANG_EN}};

	for (size_t i = 0; i < COUNT(asked); i++) {
		const struct formality *found[FOUND];
		size_t n = search_find(s, asked[i].query, found, FOUND);

		is_str(lang_code(search_language(asked[i].query, found, n)), lang_code(asked[i].lang),
		    asked[i].query);
	}
}

static void
check_nothing(struct pool *pool, const struct search *s)
{
	const struct formality *found[2];
	char *endless = pool_zero(pool, 300);

	for (size_t i = 0; i < COUNT(nothing); i++) {
		size_t n = search_find(s, nothing[i], found, 2);

		is_str(n ? found[0]->code : NULL, NULL, pool_format(pool, "nothing for no. %zu", i));
	}
	memset(endless, 'a', 299);
	is_int((int64_t)search_find(s, endless, found, 2), 0, "nothing for 299 letters");
	is_int((int64_t)search_find(s, "户口", found, 2), 2, "two where two are wanted");
	for (size_t i = 0; i < s->catalogue->count; i++) {
		const char *code = s->catalogue->formalities[i]->code;

		if (search_find(s, code, found, 1) != 1 || strcmp(found[0]->code, code) != 0)
			ok(false, "%s finds itself by its code", code);
	}
}

/* Whoever knows the official name or the title in one of the languages finds it. */
static void
check_names(const struct search *s)
{
	const struct formality *found[3];
	size_t asked = 0, good = 0;

	for (size_t i = 0; i < s->catalogue->count * 2; i++)
		for (enum lang lang = LANG_ZH; lang < LANG_COUNT; lang++) {
			const struct formality *f = s->catalogue->formalities[i / 2];
			const char *words = (i % 2 ? &f->title : &f->name)->in[lang];
			size_t n = words ? search_find(s, words, found, COUNT(found)) : 0;

			asked += words != NULL;
			if (words && rank_of(f->code, found, n))
				good++;
			else if (words)
				tell_miss(words, f->code, found, n, 0);
		}
	is_int((int64_t)good, (int64_t)asked, "all names and titles find their own among the first three");
}

/* What was picked wrongly, and what is meant as it stands though it sounds alike. */
static void
check_heard(struct pool *pool, const struct search *s)
{
	static const char *const heard[][2] = {{"护昭", "护照"}, {"我的身仔证 diu le", "我的身份证 diu le"},
		{"户囗本", "户口本"}, {"身分证", "身份证"}, {"国际驾照", "国际驾照"}, {"我回去是不是要登记", "我回去是不是要登记"},
		{"护照", "护照"}, {"户口在外地", "户口在外地"}, {"股票趋势", "股票趋势"}, {"", ""}};

	for (size_t i = 0; i < COUNT(heard); i++)
		is_str(search_normal(pool, search_heard(s, pool, heard[i][0])), heard[i][1],
		    pool_format(pool, "heard as %s", heard[i][1]));
}

/* What is not ours has little in common with anything: a long list would only mislead. */
static void
check_few(const struct search *s)
{
	const struct formality *found[FOUND];
	size_t n = search_find(s, "存款证明", found, FOUND);

	ok(n <= 5, "%zu, at most five, for a bank's certificate", n);
	n = search_find(s, "patente", found, FOUND);
	is_int((int64_t)rank_of("hotel-licence", found, n), 0, "an Italian driving licence is no hotel's");
}

/* Who tells of a death is shown no birth; a mother who died and left a child may need both. */
static void
check_bereaved(const struct search *s)
{
	static const char *const told[] = {"外婆没了", "老娘在罗马没了", "奶奶去世", "爷爷在摩洛哥走了", "grandma passed away",
		"my mother died", "è morta la nonna", "murió mi abuela", "wo ba si le"};
	static const char births[] = "hukou-birth foreign-birth-reg tr-birth-med-cert";
	const struct formality *found[FOUND];

	for (size_t i = 0; i < COUNT(told); i++) {
		size_t n = search_find(s, told[i], found, FOUND), shown = 0;

		for (size_t j = 0; j < n; j++)
			shown += is_of(found[j]->code, births);
		ok(n && is_of(found[0]->code, "hukou-cancel-death") && !shown, "%s: a death, and no birth", told[i]);
	}
	ok(rank_of("hukou-birth-home", found, search_find(s, "老婆去世了刚出生的孩子上户口", found, FOUND)),
	    "a birth where both are told");
	ok(!rank_of("hukou-cancel-death-home", found, search_find(s, "爸爸护照没了", found, 3)),
	    "a father's passport is gone, and not he");
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void
check_countries(struct pool *pool, const struct search *s)
{
	for (size_t i = 0; i < country_count(); i++) {
		const char *name = country_name(country_at(i, "zh"), "zh");

		if (!search_is_ours(country_at(i, "zh")->code) && !search_sounds(s, pool, name))
			ok(false, "search_sound.def has all characters of %s", name);
	}
	is_str(search_sounds(s, pool, "意大利"), " yi da li ", "a country in pinyin");
}

int
main(void)
{
	struct pool *pool = pool_new(NULL, 0), *own = pool_new(NULL, 0);
	const char *root = getenv("srcdir") ? getenv("srcdir") : ".";
	struct search *s;
	struct catalogue *c;
	const struct error *e;
	double began;

	e = catalogue_load(pool, pool_format(pool, "%s/formalities", root), &c);
	if (!ok(!e, "the catalogue loads: %s", e ? e->detail : "yes"))
		return done();
	check_text(pool);
	began = now();
	s = search_make(own, c);
	printf("# %zu formalities, %zu terms, %zu words, %zu spellings: made in %.1f ms of CPU, %zu kB\n",
	    c->count, s->term_count, s->word_count, s->spelling_count, (now() - began) / 1e3,
	    pool_size(own) / 1024);
	ok(pool_size(own) < MOST_SIZE, "what is kept has less than 2.5 MB");
	check_queries(pool, s, root, "queries.tsv");
	check_queries(pool, s, root, "queries-one.tsv");
	check_queries(pool, s, root, "queries-said.tsv");
	check_queries(pool, s, root, "queries-more.tsv");
	check_queries(pool, s, root, "queries-verbs.tsv");
	check_queries(pool, s, root, "queries-need.tsv");
	check_queries(pool, s, root, "queries-typed.tsv");
	check_heard(pool, s);
	check_few(s);
	check_bereaved(s);
	check_countries(pool, s);
	check_plain(s);
	check_sentences(s);
	check_language(s);
	check_names(s);
	check_nothing(pool, s);
	pool_free(own);
	pool_free(pool);
	return done();
}
