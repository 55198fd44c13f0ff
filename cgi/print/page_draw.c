/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What stands on a page: lines of text, the QR code, a photograph. */
#include "print/page_part.h"

#include "base/text.h"

void
ink(const struct writing *w, bool is_red)
{
	if (is_red)
		cairo_set_source_rgb(w->cr, 0.70, 0.15, 0.12);
	else
		cairo_set_source_rgb(w->cr, 0.07, 0.07, 0.07);
}

/* The font draws ’ “ and · • (of a masked number) as wide as a Chinese character, and narrow if asked. */
static const char *
narrow_by(gunichar c)
{
	if (c >= 0x2018 && c <= 0x201d)
		return "pwid=1";
	return c == 0xb7 || c == 0x2022 ? "halt=1" : NULL;
}

/* In Chinese a mark is narrow within a foreign word only, elsewhere unless it stands beside Chinese. */
static bool
is_narrow(gunichar before, gunichar after, bool is_chinese)
{
	if (g_unichar_iswide(before) || g_unichar_iswide(after))
		return false;
	return !is_chinese || (g_unichar_isalnum(before) && g_unichar_isalnum(after));
}

static PangoAttrList *
narrow_marks(const char *text, bool is_chinese)
{
	PangoAttrList *list = pango_attr_list_new();
	gunichar before = 0, c;

	for (const char *at = text, *next = text; (c = text_next(&next)); at = next) {
		const char *feature = narrow_by(c);

		if (feature && is_narrow(before, g_utf8_get_char(next), is_chinese)) {
			PangoAttribute *narrow = pango_attr_font_features_new(feature);

			narrow->start_index = (guint)(at - text);
			narrow->end_index = (guint)(next - text);
			pango_attr_list_insert(list, narrow);
		}
		before = c;
	}
	return list;
}

void
set_text(struct writing *w, const struct look *look, const char *text, double width)
{
	PangoFontDescription *font = pango_font_description_from_string(look->font);
	PangoAttrList *marks;

	pango_layout_set_font_description(w->layout, font);
	pango_font_description_free(font);
	pango_layout_set_alignment(w->layout, look->align);
	pango_layout_set_width(w->layout, pango_units_from_double(width - look->in));
	pango_layout_set_indent(w->layout, pango_units_from_double(look->first));
	pango_layout_set_text(w->layout, text, -1);
	marks = narrow_marks(pango_layout_get_text(w->layout), g_str_has_prefix(w->part->lang, "zh"));
	pango_layout_set_attributes(w->layout, marks);
	pango_attr_list_unref(marks);
	w->missing += pango_layout_get_unknown_glyphs_count(w->layout);
}

void
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

double
line_height(PangoLayoutIter *iter, int *top)
{
	int bottom;

	pango_layout_iter_get_line_yrange(iter, top, &bottom);
	return pango_units_to_double(bottom - *top);
}

void
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

void
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

void
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
