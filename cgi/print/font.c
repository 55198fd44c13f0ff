/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The only file that includes fontconfig's headers. */
#include "print/font.h"

#include <fontconfig/fontconfig.h>
#include <stdio.h>

#include "base/error.h"

#define DEBIAN "/usr/share/fonts/opentype/noto/"

static char own[2][400];
static const char *files[5];

const char *const *
font_files(void)
{
	return files;
}

const struct error *
font_open(const char *folder, FcConfig **out)
{
	static const char *const names[] = {"Regular", "Bold"};
	FcConfig *config = *out = FcConfigCreate();
	size_t n = 0;

	if (!folder || !config)
		return fail(ERROR_INTERNAL, "Fonts is missing in the settings");
	for (size_t i = 0; i < 2; i++) {
		snprintf(own[i], sizeof own[i], "%s/%s.otf", folder, names[i]);
		files[n++] = own[i];
	}
	files[n++] = DEBIAN "NotoSansCJK-Regular.ttc";
	files[n++] = DEBIAN "NotoSansCJK-Bold.ttc";
	for (size_t i = 0; i < n; i++)
		if (!FcConfigAppFontAddFile(config, (const FcChar8 *)files[i]))
			return fail(ERROR_INTERNAL, "no font %s", files[i]);
	return NULL;
}

void
font_let_go(FcConfig *config)
{
	if (config)
		FcConfigDestroy(config);
}

#ifdef __SANITIZE_ADDRESS__
/* What fontconfig and Pango keep until the process ends is theirs, and no leak of ours. */
const char *__lsan_default_suppressions(void);

const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\nleak:libpango\nleak:libcairo\nleak:libglib\n";
}
#endif
