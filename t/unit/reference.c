/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Numbers of applications: what is made is read, and what is mistaken is found. */
#include "service/reference.h"
#include "t/unit/tap.h"

static const char symbols[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
#define SAMPLE 300

static void
test_made(void)
{
	int unread = 0, foreign = 0, twice = 0, seen[128] = {0}, unseen = 0;
	char refs[SAMPLE][REFERENCE_TEXT];

	for (int i = 0; i < SAMPLE; i++) {
		char read[REFERENCE_TEXT] = "";

		reference_make(refs[i]);
		unread += !reference_read(refs[i], read) || strcmp(read, refs[i]) != 0;
		foreign += strlen(refs[i]) != 9 || strspn(refs[i], symbols) != 9;
		for (int j = 0; j < i; j++)
			twice += strcmp(refs[i], refs[j]) == 0;
		for (const char *s = refs[i]; *s; s++)
			seen[*s & 127]++;
	}
	for (const char *s = symbols; *s; s++)
		unseen += !seen[*s & 127];
	is_int(unread, 0, "every number made can be read");
	is_int(foreign, 0, "and has nine characters of the alphabet");
	is_int(twice, 0, "no number twice");
	is_int(unseen, 0, "every character of the alphabet occurs");
}

static void
test_mistakes(void)
{
	int changed = 0, swapped = 0, doubled = 0, tried = 0;

	for (int n = 0; n < SAMPLE; n++) {
		char ref[REFERENCE_TEXT], wrong[REFERENCE_TEXT], out[REFERENCE_TEXT];

		reference_make(ref);
		for (int i = 0; i < 9; i++)
			for (const char *s = symbols; *s; s++) {
				memcpy(wrong, ref, sizeof ref);
				if (ref[i] == *s)
					continue;
				wrong[i] = *s;
				changed += reference_read(wrong, out);
				tried++;
			}
		for (int i = 0; i < 9; i++)
			for (int j = i + 1; j < 9; j++) {
				if (ref[i] == ref[j])
					continue;
				memcpy(wrong, ref, sizeof ref);
				wrong[i] = ref[j];
				wrong[j] = ref[i];
				swapped += reference_read(wrong, out);
				tried++;
			}
		for (int i = 0; i < 8; i++)
			for (const char *s = symbols; ref[i] == ref[i + 1] && *s; s++) {
				memcpy(wrong, ref, sizeof ref);
				wrong[i] = wrong[i + 1] = *s;
				doubled += *s != ref[i] && reference_read(wrong, out);
				tried++;
			}
	}
	ok(tried > SAMPLE * 280, "%d mistakes were tried", tried);
	is_int(changed, 0, "every single wrong character is found");
	is_int(swapped, 0, "every two exchanged characters are found, neighbours or not");
	is_int(doubled, 0, "every pair typed as another pair is found");
}

static void
test_typed(void)
{
	static const struct {
		const char *typed, *what;
	} good[] = {
		{"WZ7K3F923", "as stored"},
		{"WZ7K-3F92-3", "as shown"},
		{"wz7k-3f92-3", "small letters"},
		{"  WZ7K 3F92 3 ", "spaces"},
		{"WZ7K\xe2\x80\x93""3F92\xe2\x80\x94""3", "dashes"},
		{"WZ7K\xc2\xa0""3F92\xe3\x80\x80""3", "no-break and wide spaces"},
		{"ＷＺ７Ｋ－３Ｆ９２－３", "full width"},
		{"ｗｚ７ｋ３ｆ９２３", "full width, small"},
		{"W-Z-7-K-3-F-9-2-3", "dashes everywhere"},
	}, bad[] = {
		{"", "nothing"},
		{"-", "a dash"},
		{"WZ7K3F92", "without its check"},
		{"WZ7K3F922", "with a wrong check"},
		{"WZ7K3F9233", "one too many"},
		{"WZ7K3F923 WZ7K3F923", "two numbers"},
		{"OZ7K3F923", "an O, which is not guessed"},
		{"WZ7\xd0\x9a""3F923", "a Cyrillic letter that looks right"},
		{"WZ7K3F92.", "a full stop"},
		{"WZ7K3F92\xff", "not UTF-8"},
		{"WZ7K3F92\xef\xbc", "cut within a character"},
		{"'; DROP--", "something else"},
	};
	char out[REFERENCE_TEXT], shown[REFERENCE_SHOWN];

	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		strcpy(out, "");
		ok(reference_read(good[i].typed, out) && strcmp(out, "WZ7K3F923") == 0, "%s",
		    good[i].what);
	}
	strcpy(out, "kept");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ok(!reference_read(bad[i].typed, out), "refused: %s", bad[i].what);
	is_str(out, "kept", "what is refused leaves the answer alone");
	reference_show("WZ7K3F923", shown);
	is_str(shown, "WZ7K-3F92-3", "shown in groups");
}

int
main(void)
{
	test_made();
	test_mistakes();
	test_typed();
	return done();
}
