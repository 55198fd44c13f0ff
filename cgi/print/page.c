/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "print/page.h"

#include <pango/pangofc-fontmap.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/pairs.h"
#include "print/font.h"
#include "print/page_part.h"

#define FAMILY "Noto Sans CJK SC"

static PangoFontMap *map;

#define LOOK(name, font, align, in, first, after, is_red) \
	static const struct look name = {FAMILY font, PANGO_ALIGN_##align, in, first, after, is_red};
#include "print/look.def"

/* By is_note: the paper itself, the note beside it. */
static const struct look pieces[2][PIECE_STYLES] = {
#define PIECE(is_note, style, font, align, in, first, after) \
	[is_note][PIECE_##style] = {FAMILY font, PANGO_ALIGN_##align, in, first, after, false},
#include "print/look.def"
};

const struct error *
page_open(const char *folder)
{
	FcConfig *config;
	const struct error *e = font_open(folder, &config);

	if (!e) {
		map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
		pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
	}
	font_let_go(config);	/* the map holds it */
	return e;
}

void
page_close(void)
{
	if (map)
		g_object_unref(map);
	map = NULL;
}

static cairo_status_t
take(void *to, const unsigned char *data, unsigned int n)
{
	text_add_bytes(to, data, n);
	return CAIRO_STATUS_SUCCESS;
}

static const struct error *
end_page(struct writing *w)
{
	struct pairs numbers = {.pool = w->pool};
	double beside = MARGIN + SQUARE + 16, y = FOOT;
	const struct error *e;
	const char *of;

	pairs_set(&numbers, "page", pool_format(w->pool, "%d", w->page));
	pairs_set(&numbers, "pages", pool_format(w->pool, "%d", w->pages));
	pairs_set(&numbers, "behind", pool_format(w->pool, "%d", w->paper->behind));
	if ((e = pairs_fill(w->pool, w->part->page, &numbers, &of)))
		return e;
	draw_square(w);
	for (size_t i = 0; i < 4 && w->part->foot[i]; i++)
		draw_fixed(w, &foot, w->part->foot[i], beside, &y, WIDTH - MARGIN - beside);
	y = MAX(y, FOOT + SQUARE - 10);
	draw_fixed(w, &foot_right, of, beside, &y, WIDTH - MARGIN - beside);
	if (!w->is_counting)
		cairo_show_page(w->cr);
	return NULL;
}

static void
begin_page(struct writing *w)
{
	w->page++;
	w->y = TOP;
	w->limit = BOTTOM;
}

static const struct error *
draw(struct writing *w, const struct look *look, const char *text)
{
	PangoLayoutIter *iter;
	const struct error *e = NULL;
	PangoLayout *body;
	int top;

	set_text(w, look, text, WIDTH - 2 * MARGIN);
	/* the foot of a page uses the layout, too */
	body = w->layout;
	w->layout = pango_layout_copy(body);
	ink(w, look->is_red);
	iter = pango_layout_get_iter(body);
	do {
		double height = line_height(iter, &top) * w->spread;

		if (w->y + (++w->line == w->kept_line ? w->kept : height) > w->limit) {
			if ((e = end_page(w)))
				break;
			begin_page(w);
			ink(w, look->is_red);
		}
		draw_line(w, iter, MARGIN + look->in, w->y, top);
		w->above[0] = w->above[1];
		w->above[1] = w->y;
		w->y += height;
	} while (pango_layout_iter_next_line(iter));
	pango_layout_iter_free(iter);
	g_object_unref(body);
	w->y += look->after * w->spread;
	return e;
}

static void
draw_rule(struct writing *w)
{
	if (!w->is_counting) {
		ink(w, true);
		cairo_set_line_width(w->cr, 1.2);
		cairo_move_to(w->cr, MARGIN, w->y);
		cairo_line_to(w->cr, WIDTH - MARGIN, w->y);
		cairo_stroke(w->cr);
	}
	w->y += 16;
}

static const struct error *
draw_pieces(struct writing *w, const struct part *part, size_t from, size_t to)
{
	const struct error *e = NULL;

	for (size_t i = from; i < to && !e; i++)
		e = draw(w, &pieces[part->is_note][part->pieces[i].style], part->pieces[i].text);
	return e;
}

/* The text from here on, which is two lines at least, and who signs; measured before it is drawn. */
static const struct error *
draw_end(struct writing *w, const struct part *part, size_t from, size_t signs)
{
	struct writing was = *w;
	const struct error *e;

	w->is_counting = true;
	w->limit = 1e9;
	w->line = w->kept_line = 0;
	if ((e = draw_pieces(w, part, from, signs)))
		return e;
	was.kept_line = w->line - 1;
	was.kept = -w->above[0];
	if ((e = draw_pieces(w, part, signs, part->count)))
		return e;
	was.kept += w->y;
	was.line = 0;
	was.layout = w->layout;
	*w = was;
	return draw_pieces(w, part, from, part->count);
}

static const struct error *
lay_out(struct writing *w, const struct part *part)
{
	size_t signs = part->count, end;
	const struct error *e;

	pango_context_set_language(pango_layout_get_context(w->layout),
	    pango_language_from_string(part->lang));
	pango_layout_context_changed(w->layout);
	begin_page(w);
	if ((e = draw(w, &head, part->head)))
		return e;
	draw_rule(w);
	if ((e = draw(w, &title, part->title)) || (e = draw(w, &number, part->number)))
		return e;
	while (signs > 0 && part->pieces[signs - 1].style == PIECE_RIGHT)
		signs--;
	end = signs > 2 ? signs - 2 : 0;
	if ((e = draw_pieces(w, part, 0, end)) || (e = draw_end(w, part, end, signs)))
		return e;
	return end_page(w);
}

/* How far apart lines stand: as the font has it, unless closer makes one page of more. */
static const struct error *
choose_spread(struct writing *w, const struct part *part)
{
	static const double spreads[] = {1, 0.94, 0.88, 0.82};
	const struct error *e;

	w->spread = 1;
	for (size_t i = 0; i < sizeof spreads / sizeof *spreads; i++) {
		struct writing one = *w;

		one.is_counting = true;
		one.spread = spreads[i];
		e = lay_out(&one, part);
		w->layout = one.layout;
		if (e)
			return e;
		if (one.page > w->page + 1)
			continue;
		w->spread = spreads[i];
		break;
	}
	return NULL;
}

static const struct error *
write_part(struct writing *w, const struct part *part)
{
	const struct error *e;

	w->part = part;
	return (e = choose_spread(w, part)) ? e : lay_out(w, part);
}

static const struct error *
write_picture(struct writing *w, const struct picture *p)
{
	const struct error *e;

	w->part = w->paper->parts;
	w->spread = 1;
	begin_page(w);
	if ((e = draw(w, &caption, p->name)))
		return e;
	if (!w->is_counting && p->width > 0 && p->height > 0)
		draw_picture(w, p);
	return end_page(w);
}

static const struct error *
write_parts(struct writing *w, bool is_counting)
{
	const struct error *e = NULL;

	w->is_counting = is_counting;
	w->page = w->missing = 0;
	for (size_t i = 0; i < w->paper->part_count && !e; i++)
		e = write_part(w, &w->paper->parts[i]);
	if (!e && w->paper->picture.jpeg.n)
		e = write_picture(w, &w->paper->picture);
	if (is_counting)
		w->pages = w->page;
	return e;
}

const struct error *
page_write(struct pool *pool, const struct paper *paper, struct bytes *pdf, int *missing)
{
	struct writing w = {.pool = pool, .paper = paper};
	struct text out = {.pool = pool};
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(take, &out, WIDTH, HEIGHT);
	PangoContext *context;
	const struct error *e;
	char at[MOMENT_TEXT];

	moment_format(paper->at, at);
	memcpy(at + 19, "Z", 2);	/* cairo knows no milliseconds */
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, paper->name);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, at);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Qiao");
	w.cr = cairo_create(surface);
	context = pango_font_map_create_context(map);
	w.layout = pango_layout_new(context);
	pango_layout_set_wrap(w.layout, PANGO_WRAP_WORD_CHAR);
	if (!(e = write_parts(&w, true)))
		e = write_parts(&w, false);
	g_object_unref(w.layout);
	g_object_unref(context);
	cairo_destroy(w.cr);
	cairo_surface_finish(surface);
	if (!e && cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
		e = fail_code(ERROR_INTERNAL, (int)cairo_surface_status(surface), "cairo");
	cairo_surface_destroy(surface);
	*pdf = BYTES(out.s, out.n);
	*missing = w.missing;
	return e;
}
