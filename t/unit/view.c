/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Every template of the house, with pages of random values under the names that templates have,
 * rendered the quick way and by ClearSilver alone: the same bytes. And what the quick way must
 * leave to ClearSilver, in small templates of its own.
 */
#include <dirent.h>
#include <malloc.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/tree.h"
#include "tap.h"
#include "web/view.h"
#include "web/view_part.h"

#define PAGES 24		/* random ones a template */
#define MOST_NAMES 4096

static struct {
	size_t count;
	char at[MOST_NAMES][64];
} names, lists, fields;

static uint64_t seed = 1;

static size_t
random_below(size_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(seed >> 33) % n;
}

static void
note(char at[][64], size_t *count, const char *name, size_t n)
{
	if (n == 0 || n > 63 || *count == MOST_NAMES)
		return;
	for (size_t i = 0; i < *count; i++)
		if (strlen(at[i]) == n && memcmp(at[i], name, n) == 0)
			return;
	memcpy(at[*count], name, n);
	at[(*count)++][n] = '\0';
}

#define NAME "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_."

/* In the tags of one file: names that begin with a capital are the page's, "x.Name" is a list's. */
static void
read_tag(const char *tag, const char *end)
{
	for (const char *p = tag; p < end; ) {
		size_t n = strspn(p, NAME);
		const char *dot = memchr(p, '.', n);

		if (text_starts(p, "each:") && (dot = memchr(p, '=', (size_t)(end - p)))) {
			dot += 1 + strspn(dot + 1, " ");
			note(lists.at, &lists.count, dot, strspn(dot, NAME));
		} else if (*p >= 'A' && *p <= 'Z' && !text_starts(p, "T.")) {
			note(names.at, &names.count, p, n);
		} else if (dot && dot[1] >= 'A' && dot[1] <= 'Z') {
			note(fields.at, &fields.count, dot + 1, n - (size_t)(dot + 1 - p));
		}
		p += n + !n;
	}
}

static void
read_file(const char *path)
{
	static char text[1 << 18];
	FILE *f = fopen(path, "re");
	size_t n = f ? fread(text, 1, sizeof text - 1, f) : 0;

	if (!f)
		bail_out(path);
	fclose(f);
	text[n] = '\0';
	for (const char *p = text, *end; (p = strstr(p, "<?cs")) && (end = strstr(p, "?>")); p = end)
		read_tag(p + 4, end);
}

static void
for_each(const char *root, const char *folder, void (*what)(const char *name))
{
	char path[512];
	struct dirent *entry;
	DIR *dir;

	snprintf(path, sizeof path, "%s/%s", root, folder);
	if (!(dir = opendir(path)))
		bail_out(path);
	while ((entry = readdir(dir))) {
		size_t n = strlen(entry->d_name);

		if (n < 4 || n > 100 || strcmp(entry->d_name + n - 3, ".cs") != 0)
			continue;
		snprintf(path, sizeof path, "%s/%s/%s", root, folder, entry->d_name);
		what(path);
	}
	closedir(dir);
}

static void
set_some(struct tree *t, const char *name)
{
	static const char *const values[] = {
		"", "0", "1", "2", "007", "zh", "a & b < c > \"d\" 'e'\r\n", "温州 䶮", "resident", "draft",
		"medium", "0x10", "-1", "submitted",
	};
	size_t which = random_below(2 * sizeof values / sizeof *values);

	if (which < sizeof values / sizeof *values)
		tree_set(t, name, values[which]);
}

static struct tree *
make_page(struct pool *pool)
{
	struct tree *page = tree_in(pool);

	for (size_t i = 0; i < names.count; i++)
		set_some(page, names.at[i]);
	for (size_t i = 0; i < lists.count; i++)
		for (size_t n = random_below(4); n; n--) {
			struct tree *node = tree_append(page, lists.at[i]);

			for (size_t j = random_below(8); j < fields.count; j += 1 + random_below(8))
				set_some(node, fields.at[j]);
			/* lists in lists, by the same names */
			for (size_t j = random_below(80); j < fields.count; j += 1 + random_below(80))
				set_some(tree_append(node, fields.at[j]), "Text");
		}
	return page;
}

static struct views *views;

static const char *
rendered(struct pool *pool, const char *name, struct tree *page, bool is_quick)
{
	struct text out = {.pool = pool};
	const struct error *e;

	view_quicken(is_quick);
	if ((e = view_render(views, name, page, LANG_ZH, &out)))
		return e->detail;
	return out.s ? out.s : "";
}

static void
load(const char *root, const char *folders)
{
	const struct view_source source = {.root = root, .folders = folders};
	const struct error *e;

	if ((e = views_load(&source, &views)))
		bail_out(e->detail);
}

static bool
differ(const char *a, const char *b)
{
	size_t at = 0;

	while (a[at] && a[at] == b[at])
		at++;
	if (a[at] != b[at])
		printf("# after: %.60s\n# quick: %.80s\n# slow:  %.80s\n", a + (at > 60 ? at - 60 : 0), a + at,
		    b + at);
	return a[at] != b[at];
}

static void
compare(const char *path)
{
	const char *folder = strstr(path, "templates/") + strlen("templates/");
	struct pool *pool = pool_new(NULL, 0);
	size_t wrong = 0, bytes = 0;
	char name[128];

	snprintf(name, sizeof name, "%.*s", (int)(strlen(folder) - 3), folder);
	for (size_t i = 0; i < PAGES; i++) {
		struct tree *page = make_page(pool);
		const char *quick = rendered(pool, name, page, true);

		bytes += strlen(quick);
		wrong += differ(quick, rendered(pool, name, page, false));
		pool_empty(pool);
	}
	ok(!wrong && bytes, "%s: %d pages both ways, %zu kB", name, PAGES, bytes / 1000);
	pool_free(pool);
}

/* Small ones: each has to give this, both ways, of the page that small_page() makes. */
static const struct {
	const char *template, *want;
} small[] = {
	{"<?cs var:Mark ?>", "a&lt;&amp;&gt;&quot;&#39;b"},
	{"<?cs uvar:Mark ?>", "a<&>\"'\rb"},
	{"<?cs var:url_escape(Mark) ?>", "a%3C%26%3E%22%27%0Db"},
	{"<?cs var:#Two + #3 ?>|<?cs var:Two + \"x\" ?>", "5|2x"},
	{"<?cs var:None ?><?cs if:None ?>yes<?cs else ?>no<?cs /if ?>", "no"},
	{"<?cs if:Zero ?>a<?cs elif:Empty ?>b<?cs elif:Two ?>c<?cs /if ?>", "c"},
	{"<?cs if:Two == #2 ?>a<?cs /if ?><?cs if:Two == \"2\" ?>b<?cs /if ?>", "ab"},
	{"<?cs if:None == \"\" ?>a<?cs /if ?><?cs if:None == #0 ?>b<?cs /if ?>", "b"},
	{"<?cs if:Two != #3 && (None || !Empty) ?>a<?cs /if ?>", "a"},
	{"<?cs if:?Empty ?>a<?cs /if ?><?cs if:?None ?>b<?cs /if ?>", "a"},
	{"<?cs if:Two >= #2 ?>a<?cs /if ?><?cs if:Two < #3 ?>b<?cs /if ?>", "ab"},
	{"<?cs if:subcount(List) > #1 ?>a<?cs /if ?><?cs if:subcount(None) ?>b<?cs /if ?>", "a"},
	{"<?cs each:i = List ?><?cs if:first(i) ?>[<?cs /if ?><?cs var:i.Name ?><?cs if:!last(i) ?>,"
	    "<?cs else ?>]<?cs /if ?><?cs /each ?>", "[one,&lt;two&gt;]"},
	{"<?cs each:i = List ?><?cs with:n = i.Name ?><?cs var:n ?><?cs /with ?><?cs /each ?>",
	    "one&lt;two&gt;"},
	{"<?cs with:l = List.0 ?><?cs var:l.Name ?><?cs var:l.None ?><?cs /with ?>", "one"},
	{"<?cs with:l = None ?>x<?cs /with ?>", ""},
	{"<?cs var:List[\"1\"].Name ?>", "&lt;two&gt;"},
	{"<?cs def:m(a, b) ?><?cs var:a ?>-<?cs var:b ?>;<?cs /def ?><?cs call:m(\"<\", #7) ?>"
	    "<?cs call:m(Mark, Two) ?><?cs call:m(None, \"\") ?><?cs call:m(\"a\" + Two, Two) ?>",
	    "&lt;-7;a&lt;&amp;&gt;&quot;&#39;b-2;-;a2-2;"},
	{"<?cs def:in(x) ?><?cs if:x == \"on\" ?>1<?cs else ?><?cs var:x ?><?cs /if ?><?cs /def ?><?cs "
	    "def:out(y) ?><?cs call:in(y) ?><?cs /def ?><?cs call:out(\"on\") ?><?cs call:out(#5) ?>"
	    "<?cs call:out(Mark) ?>", "15a&lt;&amp;&gt;&quot;&#39;b"},
	{"<?cs def:name(l) ?><?cs var:l.Name ?><?cs each:i = l ?>.<?cs /each ?><?cs /def ?><?cs "
	    "call:name(List.1) ?>", "&lt;two&gt;."},
	{"<?cs def:in(x) ?><?cs if:x ?><?cs var:x ?><?cs /if ?><?cs /def ?><?cs def:out(y, z) ?><?cs "
	    "call:in(z) ?><?cs call:in(y) ?><?cs /def ?><?cs call:out(T.one, \"\") ?>", "&lt;1&gt;"},
	{"<?cs def:in(x, y) ?><?cs var:x ?><?cs var:y ?><?cs /def ?><?cs def:out(a, b) ?><?cs "
	    "call:in(a, b) ?><?cs call:in(b, a) ?><?cs /def ?><?cs call:out(\"x\", T.one) ?>",
	    "x&lt;1&gt;&lt;1&gt;x"},
	{"<?cs def:none() ?>x<?cs /def ?><?cs call:none() ?>", "x"},
	{"<?cs loop:i = #1, #3 ?><?cs var:i ?><?cs /loop ?>", "123"},
	{"<?cs var:text(\"some.key\") ?>|<?cs var:t1(\"some.fill\", Mark) ?>",
	    "some.key|some.fill"},
	{"<?cs var:text(\"one\") ?><?cs var:text(\"o\" + Ne) ?><?cs var:text(Ne + Ne) ?><?cs "
	    "var:text(None) ?><?cs var:text(\"on\" + None) ?>", "&lt;1&gt;&lt;1&gt;neneon"},
	/* two pages with the same file of macros, and each with one of its own of the same name */
	{"<?cs include!'m/outer.cs' ?><?cs def:own(x) ?>1<?cs call:outer(x) ?><?cs /def ?><?cs call:own(Two) ?>", "1[2]"},
	{"<?cs\n\tinclude!'m/inner.cs' ?><?cs include!'m/outer.cs' ?><?cs def:own(x) ?>2<?cs call:outer(x) ?><?cs call:inner(x) ?>"
	    "<?cs /def ?><?cs call:own(T.one) ?>", "2[&lt;1&gt;]&lt;1&gt;"},
	{"<?cs if:#0 ?>a<?cs else ?>b<?cs /if ?><?cs if:\"x\" ?>c<?cs /if ?>", "bc"},
};

static struct tree *
small_page(struct pool *pool)
{
	struct tree *page = tree_in(pool);

	tree_set(page, "Mark", "a<&>\"'\rb");
	tree_set(page, "Two", "2");
	tree_set(page, "Ne", "ne");
	tree_set(page, "Zero", "0");
	tree_set(page, "Empty", "");
	tree_set(tree_append(page, "List"), "Name", "one");
	tree_set(tree_append(page, "List"), "Name", "<two>");
	return page;
}

static void
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "we");

	if (!f)
		bail_out(path);
	fputs(text, f);
	fclose(f);
}

static void
write_small(const char *folder)
{
	char path[300];

	for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
		snprintf(path, sizeof path, "%s/t/%zu.cs", folder, i + 100);
		write_file(path, small[i].template);
	}
	snprintf(path, sizeof path, "%s/m/inner.cs", folder);
	write_file(path, "<?cs def:inner(x) ?><?cs var:x ?><?cs /def ?>");
	snprintf(path, sizeof path, "%s/m/outer.cs", folder);
	write_file(path, "<?cs # outer ?><?cs\n\ninclude!'m/inner.cs' ?><?cs def:outer(x) ?>[<?cs call:inner(x) ?>]<?cs /def ?>");
}

static void
check_small(void)
{
	char folder[] = "/tmp/qiao-view.XXXXXX", command[120], path[300];
	struct pool *pool = pool_new(NULL, 0);

	if (!mkdtemp(folder))
		bail_out("no folder");
	snprintf(command, sizeof command, "mkdir %s/t %s/m %s/lang", folder, folder, folder);
	if (system(command) != 0)
		bail_out(command);
	snprintf(path, sizeof path, "%s/lang/x.zh.hdf", folder);
	write_file(path, "T.one = <1>\n");
	write_small(folder);
	load(folder, "t");
	for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
		char name[16];

		snprintf(name, sizeof name, "t/%zu", i + 100);
		is_str(rendered(pool, name, small_page(pool), false), small[i].want, small[i].template);
		is_str(rendered(pool, name, small_page(pool), true), small[i].want, "the quick way");
	}
	views_free(views);
	pool_free(pool);
	snprintf(command, sizeof command, "rm -r %s", folder);
	ok(system(command) == 0, "tidied");
}

/* A worker of the desk has 12 MB; when each page had all macros in a tree of its own, these were 40. */
static void
check_room(const char *root)
{
	size_t before = mallinfo2().uordblks, kept;

	load(root, "desk");
	kept = mallinfo2().uordblks - before;
	ok(kept < 10500000, "the desk's templates keep %zu kB", kept / 1000);
}

/*
 * The table of commands is the library's own and read by a declaration of ours: its size and each of its rows are
 * what they were when that was written. Another ClearSilver fails here, before anything is rendered.
 */
static void
check_table(void)
{
	static const char *const rows[] = {"literal", "name", "var", "uvar", "evar", "lvar", "if", "else",
	    "elseif", "elif", "/if", "each", "/each", "with", "/with", "include", "linclude", "def", "/def",
	    "call", "set", "loop", "/loop", "alt", "/alt", "escape", "/escape"};
	const size_t count = sizeof rows / sizeof *rows;
	size_t n = 0;

	for (; n < count && text_same(Commands[n].name, rows[n]); n++)
		if (Commands[n].name_length != (int)strlen(rows[n]) || !Commands[n].parse ||
		    !Commands[n].evaluate || Commands[n].has_argument >> 1)
			break;
	if (ok(n == count && !Commands[n].name, "ClearSilver's table of commands is as it was declared"))
		return;
	printf("# row %zu is another: cgi/web/view_quick.c was written for ClearSilver 0.10.5\n", n);
	exit(1);
}

int
main(void)
{
	static const char *const folders[] = {"portal", "desk", "error"};
	const char *source = getenv("srcdir") ? getenv("srcdir") : ".";
	char root[300];

	snprintf(root, sizeof root, "%s/templates", source);
	check_table();
	check_small();
	for_each(root, "layout", read_file);
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		for_each(root, folders[i], read_file);
	ok(names.count > 100 && lists.count > 30 && fields.count > 100, "%zu names, %zu lists, %zu fields",
	    names.count, lists.count, fields.count);
	load(root, "portal,error");
	for_each(root, "portal", compare);
	for_each(root, "error", compare);
	views_free(views);
	check_room(root);
	for_each(root, "desk", compare);
	views_free(views);
	return done();
}
