/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * That somebody died is said in many words, most of which say as well that a thing is gone (没了, 走了).
 * Behind a relative, alone or with a place between, they mean one thing, and it is written as our texts
 * do. The relative goes: a grandmother who died is no grandmother who looks after a child.
 */
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/search_part.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const relatives[] = {
	"爸爸", "妈妈", "老爸", "老妈", "老爹", "老娘", "阿爸", "阿妈", "阿爹", "姆妈", "父亲", "母亲", "爸", "妈", "爹", "娘",
	"爷爷", "奶奶", "外公", "外婆", "阿公", "阿婆", "阿爷", "姥姥", "姥爷", "祖父", "祖母", "外祖父", "外祖母", "太公", "太婆",
	"公公", "婆婆", "丈母娘", "老丈人", "丈人", "岳父", "岳母", "老公", "老婆", "丈夫", "妻子", "爱人", "老伴",
	"哥哥", "姐姐", "弟弟", "妹妹", "大哥", "大姐", "儿子", "女儿", "叔叔", "伯伯", "舅舅", "娘舅", "姑姑", "阿姨", "姑妈",
	"姨妈", "亲人", "家人", "亲戚", "老人家", "老人", "长辈", "哥", "姐", "叔", "舅",
};

static const char *const gone[] = {
	"没了", "走了", "走掉了", "不在了", "不在人世", "死了", "死掉了", "死掉", "死在", "死于", "死",
	"过世", "去世", "逝世", "病故", "病逝", "病死", "过身", "归天", "殁了",
};

/* Bytes of "在罗马", or 0. */
static size_t
place_at(const struct search *s, const char *text)
{
	size_t in = text_starts(text, "在") ? strlen("在") : 0;
	size_t place = search_abroad_at(s, text + in);

	place = place ? place : search_home_at(text + in);
	return place ? in + place : 0;
}

const char *
search_dead(const struct search *s, struct pool *pool, const char *query)
{
	const char *at = search_normal(pool, query);
	struct text out = {.pool = pool};
	bool is_said = false;

	text_add(&out, "");
	while (*at) {
		size_t relative = search_said_at(relatives, COUNT(relatives), at);
		size_t place = relative ? place_at(s, at + relative) : 0;
		size_t word = relative ? search_said_at(gone, COUNT(gone), at + relative + place) : 0;
		size_t country = search_abroad_at(s, at);	/* 摩洛哥 is no brother */
		size_t width = country ? country : search_width(at);

		if (word) {
			text_add_bytes(&out, at + relative, place);
			/* "死在意大利": the place follows */
			text_add(&out, text_starts(at + relative + place, "死在") ? "去世在" : "去世");
			at += relative + place + word;
			is_said = true;
		} else {
			text_add_bytes(&out, at, width);
			at += width;
		}
	}
	return is_said ? out.s : query;
}
