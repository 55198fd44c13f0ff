/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The only file that knows libvips. Runs in a sandboxed child; see job.c. */
#include "media/picture.h"

#include <stdlib.h>
#include <string.h>
#include <vips/vips.h>

#include "base/error.h"

#define QUALITY 82	/* JPEG; small print of a scan is the same to the eye as at 90 */

static const char *const loaders[] = {
	[KIND_JPEG] = "VipsForeignLoadJpeg", [KIND_PNG] = "VipsForeignLoadPng",
	[KIND_WEBP] = "VipsForeignLoadWebp", [KIND_HEIC] = "VipsForeignLoadHeif",
};
#define LOADERS (sizeof loaders / sizeof *loaders)

/* What libraries want to say may hold pieces of the picture's metadata: never logged. */
static void
say_nothing(const char *domain, GLogLevelFlags level, const char *message, void *data)
{
	(void)domain;
	(void)level;
	(void)message;
	(void)data;
}

const struct error *
picture_open(const char *program)
{
	g_log_set_default_handler(say_nothing, NULL);
	/* novector: no machine code made at run time */
	if (setenv("VIPS_BLOCK_UNTRUSTED", "1", 1) != 0 || setenv("VIPS_NOVECTOR", "1", 1) != 0 ||
	    VIPS_INIT(program) != 0)
		return fail(ERROR_INTERNAL, "libvips does not start");
	vips_block_untrusted_set(TRUE);
	vips_operation_block_set("VipsForeign", TRUE);
	for (size_t i = 0; i < LOADERS; i++)
		if (loaders[i])
			vips_operation_block_set(loaders[i], FALSE);
	vips_operation_block_set("VipsForeignSaveJpeg", FALSE);
	vips_concurrency_set(1);
	vips_cache_set_max(0);
	return NULL;
}

/* From here on only the loader of what was recognised may run. */
static void
keep_one_loader(enum kind kind)
{
	for (size_t i = 0; i < LOADERS; i++)
		if (loaders[i] && i != kind)
			vips_operation_block_set(loaders[i], TRUE);
}

/* Reads the header only. */
static enum press_verdict
check_size(struct bytes original)
{
	VipsImage *image = vips_image_new_from_buffer(original.p, original.n, "", "access",
	    VIPS_ACCESS_SEQUENTIAL, NULL);
	int64_t width, height, least = PRESS_LEAST_SIDE;

	if (!image)
		return PRESS_BROKEN;
	width = vips_image_get_width(image);
	height = vips_image_get_height(image);
	g_object_unref(image);
	if (width * height > PRESS_MOST_PIXELS)
		return PRESS_TOO_LARGE;
	/* a strip of a screen is no wider than this once it is bounded */
	if (width > PICTURE_SIDE || height > PICTURE_SIDE)
		least = PRESS_LEAST_SIDE * (width > height ? width : height) / PICTURE_SIDE;
	return width < least || height < least ? PRESS_TOO_SMALL : PRESS_OK;
}

/*
 * A picture that tells nothing of its colours has those of sRGB already: to convert them takes longer
 * than all the rest, and rounds its shadows.
 */
static bool
is_of_other_colours(struct bytes original)
{
	VipsImage *image = vips_image_new_from_buffer(original.p, original.n, "", NULL);
	VipsInterpretation space;
	bool is;

	if (!image)
		return true;
	space = vips_image_get_interpretation(image);
	is = vips_image_get_typeof(image, VIPS_META_ICC_NAME) != 0 ||
	    (space != VIPS_INTERPRETATION_sRGB && space != VIPS_INTERPRETATION_B_W);
	g_object_unref(image);
	return is;
}

/* By the loader's option: the thumbnailer's own fail_on does not reach it (8.14). */
static VipsImage *
decode_strictly(struct bytes original, const char *options)
{
	const char *profile = is_of_other_colours(original) ? "srgb" : NULL;
	VipsImage *lazy, *image = NULL;

	if (vips_thumbnail_buffer((void *)(uintptr_t)original.p, original.n, &lazy, PICTURE_SIDE,
	    "height", PICTURE_SIDE, "size", VIPS_SIZE_DOWN, "export_profile", profile,
	    "option_string", options, NULL) == 0) {
		image = vips_image_copy_memory(lazy);
		g_object_unref(lazy);
	}
	return image;
}

/*
 * Only "warning" makes libvips refuse a photo that was cut off on its way. Two warnings
 * are of whole photos, as some telephones write them: these are decoded once more.
 */
static bool
is_harmless(const char *warning)
{
	return (strstr(warning, "extraneous bytes before marker") ||
	    strstr(warning, "Invalid SOS parameters")) &&
	    !strstr(warning, "remature end");
}

static VipsImage *
decode_once(enum kind kind, struct bytes original)
{
	VipsImage *image = decode_strictly(original, "[fail_on=warning]");

	if (!image && kind == KIND_JPEG && is_harmless(vips_error_buffer())) {
		vips_error_clear();
		image = decode_strictly(original, "[fail_on=truncated]");
	}
	return image;
}

/* A picture in passes may end between two of them, with all its lines and not all of its detail. */
static bool
is_in_passes(struct bytes original)
{
	VipsImage *image = vips_image_new_from_buffer(original.p, original.n, "", NULL);
	int is = 1;

	if (!image)
		return true;
	if (vips_image_get_typeof(image, "jpeg-multiscan") &&
	    vips_image_get_int(image, "jpeg-multiscan", &is) != 0)
		is = 1;
	g_object_unref(image);
	return is;
}

/*
 * A JPEG that lacks nothing but the mark of its end is whole: with the mark put behind it, it is decoded
 * without a warning, and one of which any line is missing is not.
 */
static VipsImage *
decode(enum kind kind, struct bytes original)
{
	static const unsigned char end[] = {0xff, 0xd9};
	VipsImage *image = decode_once(kind, original);
	unsigned char *mended;

	if (image || kind != KIND_JPEG || original.n < sizeof end || is_in_passes(original) ||
	    memcmp(original.p + original.n - sizeof end, end, sizeof end) == 0)
		return image;
	vips_error_clear();
	mended = g_malloc(original.n + sizeof end);
	memcpy(mended, original.p, original.n);
	memcpy(mended + original.n, end, sizeof end);
	image = decode_once(kind, BYTES(mended, original.n + sizeof end));
	g_free(mended);
	return image;
}

/* `image` is replaced by what a step made of it, or by NULL if the step failed. */
static VipsImage *
replaced(VipsImage *image, int failed, VipsImage *const *next)
{
	g_object_unref(image);
	return failed ? NULL : *next;
}

/* 8-bit sRGB or grey, on white where it was see-through. */
static VipsImage *
flattened(VipsImage *image)
{
	VipsInterpretation space = vips_image_get_interpretation(image);
	VipsImage *next = NULL;

	if (space != VIPS_INTERPRETATION_sRGB && space != VIPS_INTERPRETATION_B_W)
		image = replaced(image,
		    vips_colourspace(image, &next, VIPS_INTERPRETATION_sRGB, NULL), &next);
	if (image && vips_image_hasalpha(image)) {
		VipsArrayDouble *white = vips_array_double_newv(1, 255.0);

		image = replaced(image,
		    vips_flatten(image, &next, "background", white, NULL), &next);
		vips_area_unref(VIPS_AREA(white));
	}
	if (image && vips_image_get_format(image) != VIPS_FORMAT_UCHAR)
		image = replaced(image, vips_cast_uchar(image, &next, NULL), &next);
	return image;
}

static bool
encode(VipsImage *image, struct bytes *out)
{
	void *p;
	size_t n;

	if (vips_jpegsave_buffer(image, &p, &n, "Q", QUALITY, "strip", TRUE, "optimize_coding",
	    TRUE, NULL) != 0)
		return false;
	*out = BYTES(p, n);
	return true;
}

static bool
encode_both(VipsImage *image, struct pressed *out)
{
	VipsImage *thumb;
	bool is_done;

	if (!encode(image, &out->content) || vips_thumbnail_image(image, &thumb, PICTURE_THUMB,
	    "height", PICTURE_THUMB, "size", VIPS_SIZE_DOWN, "no_rotate", TRUE, NULL) != 0)
		return false;
	is_done = encode(thumb, &out->thumb);
	g_object_unref(thumb);
	return is_done;
}

static enum press_verdict
failure(void)
{
	return strstr(vips_error_buffer(), "out of memory") ? PRESS_GAVE_UP : PRESS_BROKEN;
}

enum press_verdict
picture_press(enum kind kind, struct bytes original, struct pressed *out)
{
	enum press_verdict verdict;
	VipsImage *image;
	bool is_done;

	keep_one_loader(kind);
	if ((verdict = check_size(original)) != PRESS_OK)
		return verdict;
	if (!(image = decode(kind, original)) || !(image = flattened(image)))
		return failure();
	out->type = "image/jpeg";
	out->pages = 1;
	out->width = vips_image_get_width(image);
	out->height = vips_image_get_height(image);
	is_done = encode_both(image, out);
	g_object_unref(image);
	return is_done ? PRESS_OK : failure();
}
