/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Chinese inside pages of other languages: what is marked, what is left, and that nothing else changes. */
#include "base/memory.h"
#include "base/text.h"
#include "tap.h"
#include "web/view_part.h"

static struct pool *pool;

static const char *
marked(const char *html)
{
	struct text page = {.pool = pool};

	text_add(&page, html);
	view_mark_chinese(&page);
	return page.s ? page.s : "";
}

/* A template's page where [ and ] stand for the marks, and are taken out to have what it was before. */
static void
is_marked(const char *want, const char *what)
{
	struct text before = {.pool = pool}, after = {.pool = pool};

	text_add(&before, "");
	text_add(&after, "");
	for (; *want; want++)
		if (*want == '[') {
			text_add(&after, "<bdi lang=\"zh-Hans\">");
		} else if (*want == ']') {
			text_add(&after, "</bdi>");
		} else {
			text_add_bytes(&before, want, 1);
			text_add_bytes(&after, want, 1);
		}
	is_str(marked(before.s), after.s, what);
	is_str(marked(after.s), after.s, "and once");
}

static void
runs(void)
{
	is_marked("", "an empty page");
	is_marked("<p>Perché l’età è “così” — 12 €…</p>", "no Chinese");
	is_marked("<p>Pratica ([档案编号]) della patente</p>", "a name in brackets");
	is_marked("[温州]", "nothing else");
	is_marked("<p>[温州]</p><p>a [中] b</p>", "two");
	is_marked("<p>The [交管12123] app sends</p>", "digits that touch it");
	is_marked("<p>e.g. [浙C12345] or [浙CD12345].</p>", "a plate");
	is_marked("<p>[林示例] 13800138000: the courier</p>", "digits that do not");
	is_marked("<p>No. 3, [12号楼3单元] floor 2</p>", "digits before it");
	is_marked("<p>[浙江省温州市，瓯海区（丽岙）。] Then</p>", "its own punctuation");
	is_marked("<p>see [《护照法》第5条] and</p>", "and before it");
	is_marked("<p>[中文 中文, 中文] x</p>", "blanks between its words");
	is_marked("<p>“[有效期限]” (validità)</p>", "not the page's own");
	is_marked("<p>[阿卜杜拉·买买提] (A. M.)</p>", "a name's dot");
	is_marked("<p>Li’ao [丽岙] Li’ao [街道] x</p>", "words of the page's own language end it");
	is_marked("<p>（x） 12、 no</p>", "marks without a character are none");
	is_marked("<p>[2026年11月27日]</p>", "a date");
	is_marked("<p>Lin\n[小桥]\n[林]</p>", "lines are not joined");
	is_marked("<p>[〇一々] x</p>", "the marks that are characters");
}

static void
rare(void)
{
	is_marked("<p>Mr [䶮] Li</p>", "extension A");
	is_marked("<p>Mr [\xf0\xa0\x80\x80\xf0\xaa\x9f\xb7] Li</p>", "extensions B and C");
	is_marked("<p>Mr [\xf0\xb1\x8d\x8a] Li</p>", "extension H");
	is_marked("<p>Mr [\xef\xa8\x8e] Li</p>", "a compatibility one");
	is_marked("<p>\xf0\x9f\x98\x80 \xf0\x9f\x87\xae\xf0\x9f\x87\xb9 \xef\xbf\xbd</p>", "a smile, a flag, a hole");
	is_marked("<p>かな 한글 only</p>", "not what is no Chinese");
	is_str(marked("<p>\xe4\xb8"), "<p><bdi lang=\"zh-Hans\">\xe4\xb8</bdi>", "half a character is not read past");
	is_str(marked("<p>a\xf0\xa0"), "<p>a<bdi lang=\"zh-Hans\">\xf0\xa0</bdi>", "nor is half of a longer one");
}

static void
places(void)
{
	is_marked("<title>温州 a</title><p>[温州]</p>", "a title");
	is_marked("<a href=\"/x\" title=\"温州\">x</a>", "an attribute");
	is_marked("<img alt=\"a 温州 b\"><p>[温] x</p>", "an attribute, and then words");
	is_marked("<input value=\"林\"><input value='桥'>", "inputs");
	is_marked("<select><option value=\"中\">中文</option><option>英 a</option></select>[中]", "options");
	is_marked("<textarea name=\"x\">\n我的话 a</textarea><b>[中]</b>", "what was typed in lines");
	is_marked("<svg><text x=\"1\">中</text><title>中</title></svg><b>[中]</b>", "a picture");
	is_marked("<script>\"中\"</script><style>p{font:\"宋体\"}</style>", "what is not read");
	is_marked("<span lang=\"zh-Hans\">侨</span> <b>[侨]</b>", "what says so already");
	is_marked("<a href=\"/zh/中\" lang=\"zh-Hans\">中文</a>", "with an attribute in Chinese before");
	is_marked("<div lang=\"zh-Hans\" class=\"a\"><p>中</p><div>文</div><p>中</p></div><p>[文]</p>", "all below it");
	is_marked("<div lang=\"zh-Hans\"><p>x</p></div><p>[文]</p>", "one without Chinese, and after it");
	is_marked("<html lang=\"zh-Hans\"><p>中</p></html>", "a whole page");
	is_marked("<p lang=\"it\">Il [中] c’è</p>", "what is in another language");
	is_marked("<a hreflang=\"zh-Hans\" href=\"/\">[中]</a>", "a link that leads to it");
	is_marked("<b>[中]<i>[文]</i>[中]</b>", "through elements");
	is_marked("<p>[中]<br>[文]</p>", "through a line's end");
}

/* What a resident types comes escaped: nothing of it is taken for a tag, and no entity is cut. */
static void
escaped(void)
{
	is_marked("<p>[中]&lt;script&gt;[文]&lt;/script&gt;</p>", "no tag of theirs is one");
	is_marked("<p>[林]&amp;[王]&#39;[李]&quot;x</p>", "entities are whole");
	is_marked("<a title=\"中&quot; lang=&quot;zh&gt;文\">[中]</a>", "no attribute of theirs ends");
	is_marked("<p>x lang=&quot;zh-Hans&quot; [中]</p>", "nor is one made");
	is_marked("<textarea>&lt;/textarea&gt;中</textarea>", "nor an end");
	is_str(marked("<p title=\"中"), "<p title=\"中", "a tag that does not end");
}

int
main(void)
{
	pool = pool_new(NULL, 0);
	runs();
	rare();
	places();
	escaped();
	pool_free(pool);
	return done();
}
