/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The only file that includes Pango's and Cairo's headers. */
#include "print/page.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/pairs.h"
#include "print/font.h"

/* In points. */
#define WIDTH 595.276
#define HEIGHT 841.89
#define MARGIN 70.0
#define TOP 62.0
#define BOTTOM (HEIGHT - 130.0)		/* the foot is below */
#define FOOT (HEIGHT - 112.0)
#define SQUARE 66.0
#define EM 11.0

#define FAMILY "Noto Sans CJK SC"

static PangoFontMap *map;

/* One paper on its way: first without ink, to know how many pages it has. */
struct writing {
	struct pool *pool;
	const struct paper *paper;
	cairo_t *cr;
	PangoLayout *layout;
	double y, limit;		/* limit: no line goes below it */
	int page, pages, missing;
	/* who signs stands below two lines of text: before the first there is room for all, or a new page */
	int line, kept_line;
	double kept, above[2];		/* above: where the last two lines began */
	bool is_counting;
};

struct look {
	const char *font;		/* as pango_font_description_from_string() reads it */
	PangoAlignment align;
	double in, first;		/* set in: as a whole, the first line */
	double after;			/* the gap below */
	float spacing;
	bool is_red;
};

#define LOOK(name, font, align, in, first, after, spacing, is_red) \
	static const struct look name = {FAMILY font, PANGO_ALIGN_##align, in, first, after, spacing, is_red};
#include "print/look.def"

/* By is_note: the paper itself, the note beside it. */
static const struct look pieces[2][PIECE_STYLES] = {
#define PIECE(is_note, style, font, align, in, first, after, spacing) \
	[is_note][PIECE_##style] = {FAMILY font, PANGO_ALIGN_##align, in, first, after, spacing, false},
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

static void
ink(const struct writing *w, bool is_red)
{
	if (is_red)
		cairo_set_source_rgb(w->cr, 0.70, 0.15, 0.12);
	else
		cairo_set_source_rgb(w->cr, 0.07, 0.07, 0.07);
}

static void
set_text(struct writing *w, const struct look *look, const char *text, double width)
{
	PangoFontDescription *font = pango_font_description_from_string(look->font);

	pango_layout_set_font_description(w->layout, font);
	pango_font_description_free(font);
	pango_layout_set_alignment(w->layout, look->align);
	pango_layout_set_width(w->layout, pango_units_from_double(width - look->in));
	pango_layout_set_indent(w->layout, pango_units_from_double(look->first));
	pango_layout_set_line_spacing(w->layout, look->spacing);
	pango_layout_set_text(w->layout, text, -1);
	w->missing += pango_layout_get_unknown_glyphs_count(w->layout);
}

static void
draw_line(struct writing *w, PangoLayoutIter *iter, double x, double y, int top)
{
	PangoRectangle logical;

	if (w->is_counting)
		return;
	pango_layout_iter_get_line_extents(iter, NULL, &logical);
	cairo_move_to(w->cr, x + pango_units_to_double(logical.x),
	    y + pango_units_to_double(pango_layout_iter_get_baseline(iter) - top));
	pango_cairo_show_layout_line(w->cr, pango_layout_iter_get_line_readonly(iter));
}

static double
line_height(PangoLayoutIter *iter, int *top)
{
	int bottom;

	pango_layout_iter_get_line_yrange(iter, top, &bottom);
	return pango_units_to_double(bottom - *top);
}

/* Text that stays where it is put, whatever its length: the foot. */
static void
draw_fixed(struct writing *w, const struct look *look, const char *text, double x, double *y,
    double width)
{
	PangoLayoutIter *iter;
	int top;

	set_text(w, look, text, width);
	ink(w, look->is_red);
	iter = pango_layout_get_iter(w->layout);
	do {
		double height = line_height(iter, &top);

		draw_line(w, iter, x, *y, top);
		*y += height;
	} while (pango_layout_iter_next_line(iter));
	pango_layout_iter_free(iter);
}

static void
draw_square(struct writing *w)
{
	const struct square *s = &w->paper->code;
	double module = SQUARE / s->width;

	if (w->is_counting)
		return;
	cairo_set_source_rgb(w->cr, 0, 0, 0);
	cairo_set_antialias(w->cr, CAIRO_ANTIALIAS_NONE);
	for (int row = 0; row < s->width; row++)
		for (int from = 0, to; from < s->width; from = to) {
			unsigned char dark = s->dark[row * s->width + from];

			for (to = from; to < s->width && s->dark[row * s->width + to] == dark;)
				to++;
			if (dark)
				cairo_rectangle(w->cr, MARGIN + from * module, FOOT + row * module,
				    (to - from) * module, module);
		}
	cairo_fill(w->cr);
	cairo_set_antialias(w->cr, CAIRO_ANTIALIAS_DEFAULT);
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
	if ((e = pairs_fill(w->pool, w->paper->page, &numbers, &of)))
		return e;
	draw_square(w);
	for (size_t i = 0; i < 4 && w->paper->foot[i]; i++)
		draw_fixed(w, &foot, w->paper->foot[i], beside, &y, WIDTH - MARGIN - beside);
	y = FOOT + SQUARE - 10;
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
		double height = line_height(iter, &top);

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
	w->y += look->after;
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
write_part(struct writing *w, const struct part *part)
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

/* Its bytes go into the PDF as they are; Cairo reads their head and does not decode them. */
static void
draw_picture(struct writing *w, const struct picture *p)
{
	double scale = MIN((WIDTH - 2 * MARGIN) / p->width, (BOTTOM - w->y) / p->height);
	cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, p->width, p->height);

	cairo_surface_set_mime_data(image, CAIRO_MIME_TYPE_JPEG, p->jpeg.p, p->jpeg.n, NULL, NULL);
	cairo_save(w->cr);
	cairo_translate(w->cr, (WIDTH - scale * p->width) / 2, w->y);
	cairo_scale(w->cr, scale, scale);
	cairo_set_source_surface(w->cr, image, 0, 0);
	cairo_paint(w->cr);
	cairo_restore(w->cr);
	cairo_surface_destroy(image);
}

static const struct error *
write_picture(struct writing *w, const struct picture *p)
{
	const struct error *e;

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
