/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the files of page.h share; the only one that includes Cairo's headers, and with page.c Pango's. */
#ifndef QIAO_PRINT_PAGE_PART_H
#define QIAO_PRINT_PAGE_PART_H

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "print/page.h"

/* In points. */
#define WIDTH 595.276
#define HEIGHT 841.89
#define MARGIN 70.0
#define TOP 62.0
#define BOTTOM (HEIGHT - 130.0)		/* the foot is below */
#define FOOT (HEIGHT - 112.0)
#define SQUARE 66.0
#define EM 11.0

/* One paper on its way: first without ink, to know how many pages it has. */
struct writing {
	struct pool *pool;
	const struct paper *paper;
	const struct part *part;	/* whose foot the page has */
	cairo_t *cr;
	PangoLayout *layout;
	double y, limit;		/* limit: no line goes below it */
	double spread;			/* of a line's height and the gaps below: 1, or closer */
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
	bool is_red;
};

void ink(const struct writing *w, bool is_red);
/* Into w->layout, to be drawn line by line. */
void set_text(struct writing *w, const struct look *look, const char *text, double width);
double line_height(PangoLayoutIter *iter, int *top);
void draw_line(struct writing *w, PangoLayoutIter *iter, double x, double y, int top);
/* Text that stays where it is put, whatever its length: the foot. */
void draw_fixed(struct writing *w, const struct look *look, const char *text, double x, double *y,
    double width);
void draw_square(struct writing *w);
/* Its bytes go into the PDF as they are; Cairo reads their head and does not decode them. */
void draw_picture(struct writing *w, const struct picture *p);

#endif
