/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What is uploaded becomes what is kept: the real qiao-media on a socket of its own, and
 * every file of t/fixture. QIAO_MEDIA names the program (./qiao-media), srcdir the source.
 */
#define _GNU_SOURCE 1
#include "store/press.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"
#include "tap.h"

#define UNAVAILABLE 100		/* as an exit status, beside the verdicts */

static char folder[] = "/tmp/qiao-press-XXXXXX", socket_path[64], settings_path[64];
static pid_t service;

static moment
steady_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * SECOND + t.tv_nsec / 1000000;
}

static struct bytes
fixture(struct pool *pool, const char *name)
{
	const char *source = getenv("srcdir");
	char *path = pool_format(pool, "%s/t/fixture/%s", source ? source : ".", name);
	FILE *f = fopen(path, "rb");
	struct stat st;
	struct bytes b = {NULL, 0};

	if (f && fstat(fileno(f), &st) == 0) {
		unsigned char *p = pool_alloc(pool, (size_t)st.st_size + 1);

		b = BYTES(p, fread(p, 1, (size_t)st.st_size, f));
	}
	if (f)
		fclose(f);
	else
		ok(false, "%s can be read", path);
	return b;
}

/* There is a moment at which its socket has a name, and takes nobody yet. */
static bool
takes_connections(void)
{
	struct sockaddr_un to = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	bool taken;

	memcpy(to.sun_path, socket_path, strlen(socket_path));
	taken = connect(fd, (const struct sockaddr *)&to, sizeof to) == 0;
	close(fd);
	return taken;
}

static void
start_service(void)
{
	const char *program = getenv("QIAO_MEDIA");
	FILE *f = fopen(settings_path, "w");

	if (!f)
		exit(1);
	fprintf(f, "MediaSocket = %s\nMediaChildren = 2\n", socket_path);
	fclose(f);
	unlink(socket_path);
	fflush(stdout);
	if ((service = fork()) == 0) {
		prctl(PR_SET_PDEATHSIG, SIGTERM);	/* nothing stays when this test is ended */
		execl(program ? program : "./qiao-media", "qiao-media", "-c", settings_path, NULL);
		_exit(127);
	}
	for (int i = 0; i < 200 && !takes_connections(); i++)
		poll(NULL, 0, 50);
}

static int
stop_service(void)
{
	int status = -1;

	kill(service, SIGTERM);
	waitpid(service, &status, 0);
	return status;
}

static struct pressed
press_fixture(struct pool *pool, const char *name)
{
	struct pressed p = {.verdict = PRESS_VERDICTS};

	if (press(socket_path, pool, fixture(pool, name), &p))
		p.verdict = PRESS_VERDICTS;
	return p;
}

static bool
holds(struct bytes data, const char *what)
{
	return data.n && memmem(data.p, data.n, what, strlen(what)) != NULL;
}

/* Width and height as the JPEG itself says them: its start-of-frame segment. */
static bool
jpeg_is(struct bytes data, int width, int height)
{
	for (size_t at = 2; at + 9 < data.n && data.p[at] == 0xff;
	    at += 2 + (size_t)(data.p[at + 2] << 8 | data.p[at + 3]))
		if (data.p[at + 1] >= 0xc0 && data.p[at + 1] <= 0xc2)
			return (data.p[at + 5] << 8 | data.p[at + 6]) == height &&
			    (data.p[at + 7] << 8 | data.p[at + 8]) == width;
	return false;
}

static bool
has_metadata(struct bytes data)
{
	/* EXIF, XMP, Photoshop's and colour profile's segments, and what was put in them */
	static const char *const marks[] = {"Exif", "http://ns.adobe.com", "Photoshop",
	    "ICC_PROFILE", "Apple", "iPhone", "Specimen Owner", "SPECIMEN0001", "GPS"};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (holds(data, marks[i]))
			return true;
	return false;
}

static void
test_pictures(void)
{
	static const struct {
		const char *name;
		int width, height, thumb_width, thumb_height;
	} pictures[] = {
		{"phone.jpg", 1800, 2400, 240, 320}, {"phone.heic", 1800, 2400, 240, 320},
		{"sixteen-bits.png", 640, 480, 320, 240}, {"cmyk.jpg", 600, 800, 240, 320},
		{"grey.jpg", 600, 800, 240, 320}, {"photo.webp", 900, 1200, 240, 320},
		{"moving.webp", 400, 300, 320, 240}, {"bytes-between.jpg", 900, 1200, 240, 320},
		{"odd-scan.jpg", 900, 1200, 240, 320},
	};

	for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++) {
		struct pool *pool = pool_new(NULL, 0);
		struct pressed p = press_fixture(pool, pictures[i].name);

		is_int(p.verdict, PRESS_OK, pictures[i].name);
		is_str(p.type, "image/jpeg", "is kept as JPEG");
		ok(p.width == pictures[i].width && p.height == pictures[i].height && p.pages == 1,
		    "one page, %d x %d", p.width, p.height);
		ok(jpeg_is(p.content, pictures[i].width, pictures[i].height),
		    "and so says the file");
		ok(jpeg_is(p.thumb, pictures[i].thumb_width, pictures[i].thumb_height),
		    "thumbnail within 320 px");
		ok(p.content.n && !has_metadata(p.content) && !has_metadata(p.thumb),
		    "nothing left of where, when and with what");
		pool_free(pool);
	}
}

static void
test_fixtures_carry_metadata(void)
{
	struct pool *pool = pool_new(NULL, 0);

	ok(has_metadata(fixture(pool, "phone.jpg")), "the photo did say who and where");
	ok(has_metadata(fixture(pool, "phone.heic")), "the HEIC too");
	pool_free(pool);
}

static void
test_refusals(void)
{
	static const struct {
		const char *name;
		enum press_verdict verdict;
	} files[] = {
		{"empty.jpg", PRESS_EMPTY}, {"page-of-html.jpg", PRESS_UNKNOWN},
		{"program.jpg", PRESS_UNKNOWN}, {"picture.gif", PRESS_UNKNOWN},
		{"too-small.png", PRESS_TOO_SMALL},
		{"bomb.png", PRESS_TOO_LARGE}, {"bomb.pdf", PRESS_GAVE_UP},
		{"locked.pdf", PRESS_LOCKED}, {"many-pages.pdf", PRESS_TOO_MANY_PAGES},
		{"cut.pdf", PRESS_BROKEN},
	};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct pool *pool = pool_new(NULL, 0);
		moment began = steady_now();
		struct pressed p = press_fixture(pool, files[i].name);

		is_str(p.verdict < PRESS_VERDICTS ? press_word(p.verdict) : "unavailable",
		    press_word(files[i].verdict), files[i].name);
		ok(!p.type && !p.content.n && !p.thumb.n, "gives nothing back");
		ok(steady_now() - began < PRESS_PATIENCE, "within its time");
		pool_free(pool);
	}
}

/* What a line that dropped leaves of a photo. */
static void
test_cut_off(void)
{
	static const char *const names[] = {"phone.jpg", "grey.jpg", "phone.heic", "photo.webp",
	    "moving.webp", "sixteen-bits.png", "three-pages.pdf"};
	static const int parts[] = {30, 60, 98};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
			struct pool *pool = pool_new(NULL, 0);
			struct bytes some = fixture(pool, names[i]);
			struct pressed p = {.verdict = PRESS_VERDICTS};

			some.n = some.n * (size_t)parts[k] / 100;
			ok(!press(socket_path, pool, some, &p) && p.verdict == PRESS_BROKEN,
			    "%d %% of %s is broken", parts[k], names[i]);
			pool_free(pool);
		}
}

/* Whole but for the mark of its end, as some programs save it; a picture in passes may lack one of them. */
static void
test_without_end(void)
{
	static const struct {
		const char *name;
		size_t less;
		enum press_verdict verdict;
	} cases[] = {
		{"phone.jpg", 1, PRESS_OK}, {"phone.jpg", 2, PRESS_OK}, {"grey.jpg", 2, PRESS_OK},
		{"odd-scan.jpg", 2, PRESS_OK}, {"phone.jpg", 60, PRESS_BROKEN}, {"grey.jpg", 60, PRESS_BROKEN},
		{"bytes-between.jpg", 2, PRESS_BROKEN},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct pool *pool = pool_new(NULL, 0);
		struct bytes some = fixture(pool, cases[i].name);
		struct pressed p = {.verdict = PRESS_VERDICTS};

		some.n -= cases[i].less;
		ok(!press(socket_path, pool, some, &p) && p.verdict == cases[i].verdict,
		    "%s without its last %zu bytes is %s", cases[i].name, cases[i].less,
		    press_word(cases[i].verdict));
		pool_free(pool);
	}
}

static void
test_documents(void)
{
	static const char *const as_given[] = {"three-pages.pdf", "owner-only.pdf"};
	static const char *const anew[] = {"scripts.pdf", "attachment.pdf", "repairable.pdf"};
	static const char *const what_runs[] = {"app.alert", "calc.exe", "/SubmitForm", "/Launch",
	    "payload", "/XFA", "/EF",
	    "/JavaScript"};
	struct pool *pool = pool_new(NULL, 0);

	for (size_t i = 0; i < sizeof as_given / sizeof *as_given; i++) {
		struct pressed p = press_fixture(pool, as_given[i]);

		is_int(p.verdict, PRESS_OK, as_given[i]);
		is_str(p.type, "application/pdf", "is a PDF");
		ok(p.pages == 3 && !p.thumb.n, "of three pages, without a thumbnail");
		ok(bytes_equal(p.content, fixture(pool, as_given[i])), "and is kept byte for byte");
	}
	for (size_t i = 0; i < sizeof anew / sizeof *anew; i++) {
		struct pressed p = press_fixture(pool, anew[i]);
		struct pressed again = {.verdict = PRESS_VERDICTS};
		bool runs = false;

		is_int(p.verdict, PRESS_OK, anew[i]);
		for (size_t k = 0; k < sizeof what_runs / sizeof *what_runs; k++)
			runs |= holds(p.content, what_runs[k]);
		ok(p.content.n && holds(p.content, "SPECIMEN") && !runs, "shows, and runs nothing");
		ok(!press(socket_path, pool, p.content, &again) && again.verdict == PRESS_OK &&
		    bytes_equal(again.content, p.content), "is sound now: a second time as given");
	}
	pool_free(pool);
}

static struct pressed
joined(struct pool *pool, enum press_join how, struct bytes file)
{
	const struct joining what = {how, fixture(pool, "three-pages.pdf"), file, "ABC.pdf"};
	struct pressed p = {.verdict = PRESS_VERDICTS};

	if (press_join(socket_path, pool, &what, &p))
		p.verdict = PRESS_VERDICTS;
	return p;
}

/* A paper and the file that it hands over. */
static void
test_joined(void)
{
	static const char *const whole[] = {"owner-only.pdf", "locked.pdf", "cut.pdf", "phone.jpg", "many-pages.pdf"};
	struct pool *pool = pool_new(NULL, 0);
	struct bytes file = fixture(pool, "attachment.pdf");
	struct pressed p = joined(pool, JOIN_PAGES, file);
	struct joining read;

	ok(p.verdict == PRESS_OK && p.pages > 0 && holds(p.content, "\nxref\n"),
	    "pages are put behind a paper's, with a plain table of objects");
	ok(bytes_equal(p.content, joined(pool, JOIN_PAGES, file).content), "the same parts are the same bytes");
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
		file = fixture(pool, whole[i]);
		is_int(joined(pool, JOIN_PAGES, file).verdict, PRESS_BROKEN,
		    pool_format(pool, "%s cannot be shown as pages alone", whole[i]));
		p = joined(pool, JOIN_ATTACHED, file);
		ok(p.verdict == PRESS_OK && p.pages == 0 &&
		    memmem(p.content.p, p.content.n, file.p, file.n), "and is attached as it is");
	}
	ok(!press_join_read(BYTES("\1\0\0\0\377\377\377\377\0\0\0\0x", 13), &read) &&
	    !press_join_read(BYTES("\2\0\0\0\0\0\0\0\0\0\0\0x", 13), &read) &&
	    !press_join_read(BYTES("\1\0\0\0", 4), &read), "what is no such request is told");
	pool_free(pool);
}

/* A process of its own presses a fixture and ends with the verdict. */
static pid_t
press_elsewhere(const char *name)
{
	pid_t pid;

	fflush(stdout);
	if ((pid = fork()) == 0) {
		struct pool *pool = pool_new(NULL, 0);
		struct pressed p;

		_exit(press(socket_path, pool, fixture(pool, name), &p) ? UNAVAILABLE :
		    (int)p.verdict);
	}
	return pid;
}

static int
verdict_elsewhere(pid_t pid)
{
	int status = 0;

	return waitpid(pid, &status, 0) == pid && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
test_many_at_once(void)
{
	pid_t pids[20];
	int fine = 0;

	for (int i = 0; i < 20; i++)
		pids[i] = press_elsewhere(i % 5 ? "photo.webp" : "three-pages.pdf");
	for (int i = 0; i < 20; i++)
		fine += verdict_elsewhere(pids[i]) == PRESS_OK;
	is_int(fine, 20, "twenty at once, two children: all are served");
}

/* One of the service's children, as the kernel lists them; 0 if there is none. */
static pid_t
child_now(void)
{
	char path[80];
	int pid = 0;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/task/%d/children", service, service);
	if ((f = fopen(path, "r"))) {
		if (fscanf(f, "%d", &pid) != 1)
			pid = 0;
		fclose(f);
	}
	return pid;
}

/* A client whose photo is being worked on by *child, the only one. */
static pid_t
press_slowly(pid_t *child)
{
	pid_t client;

	for (int i = 0; i < 500 && child_now() != 0; i++)
		poll(NULL, 0, 10);
	client = press_elsewhere("phone.heic");
	for (int i = 0; i < 500 && (*child = child_now()) == 0; i++)
		poll(NULL, 0, 10);
	poll(NULL, 0, 100);
	return client;
}

static void
test_child_killed(void)
{
	pid_t child, client = press_slowly(&child);

	ok(child > 0 && kill(child, SIGKILL) == 0, "a child killed in the middle of its work");
	is_int(verdict_elsewhere(client), PRESS_GAVE_UP, "is the client's gave-up");
	is_int(verdict_elsewhere(press_elsewhere("photo.webp")), PRESS_OK, "and the service lives");
}

/* The service believes no client: a length over the limit is refused by its child too. */
static void
test_length_on_the_wire(void)
{
	struct sockaddr_un to = {.sun_family = AF_UNIX};
	unsigned char head[PRESS_HEAD], length[4], ready = 0;
	struct pressed p = {.verdict = PRESS_VERDICTS};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	memcpy(to.sun_path, socket_path, strlen(socket_path));
	press_number_write(PRESS_MOST_BYTES + 1, length);
	ok(connect(fd, (const struct sockaddr *)&to, sizeof to) == 0 &&
	    read(fd, &ready, 1) == 1 && ready == PRESS_READY &&
	    write(fd, length, sizeof length) == sizeof length &&
	    recv(fd, head, sizeof head, MSG_WAITALL) == sizeof head && press_head_read(head, &p),
	    "25 MB and a byte get an answer");
	is_int(p.verdict, PRESS_TOO_LARGE, "which is too-large");
	close(fd);
}

/* Whatever bytes follow a known beginning, there is an answer and the next one is served. */
static void
test_noise(void)
{
	static const char *const names[] = {"photo.webp", "grey.jpg", "phone.heic",
	    "three-pages.pdf", "sixteen-bits.png"};
	struct pool *pool = pool_new(NULL, 0);
	uint32_t seed = 330399;
	int answers = 0, kept = 0;

	for (int i = 0; i < 40; i++) {
		/* a photograph of a HEIC's size takes a second */
		const char *name = i < 15 || i % 5 != 2 ? names[i % 5] : "cmyk.jpg";
		struct bytes original = fixture(pool, name);
		unsigned char *copy = (unsigned char *)pool_bytes(pool, original.p, original.n);
		struct pressed p;

		for (int k = 0; k < 30; k++) {
			seed = seed * 1664525 + 1013904223;
			copy[12 + (seed >> 8) % (original.n - 12)] = (unsigned char)(seed >> 24);
		}
		if (!press(socket_path, pool, BYTES(copy, original.n), &p)) {
			answers++;
			kept += p.verdict == PRESS_OK;
			if (p.verdict == PRESS_GAVE_UP)
				printf("# %s with noise %d: gave up\n", name, i);
		}
	}
	is_int(answers, 40, "forty damaged files: each gets an answer");
	printf("# %d of them could still be read\n", kept);
	is_int(verdict_elsewhere(press_elsewhere("photo.webp")), PRESS_OK, "the service lives");
	pool_free(pool);
}

static void
test_heads(void)
{
	struct pressed in = {.verdict = PRESS_OK, .type = "application/pdf", .pages = 3,
	    .content.n = 70000}, out;
	unsigned char head[PRESS_HEAD];

	press_head_write(&in, head);
	ok(press_head_read(head, &out) && out.pages == 3 && out.content.n == 70000 &&
	    text_same(out.type, in.type), "a head survives the wire");
	head[0] = PRESS_VERDICTS;
	ok(!press_head_read(head, &out) && out.verdict == PRESS_GAVE_UP,
	    "an unknown verdict does not");
	press_head_write(&in, head);
	head[23] = 0x7f;
	ok(!press_head_read(head, &out), "nor a length that nobody sends");
}

static void
test_service_ends(void)
{
	struct pool *pool = pool_new(NULL, 0);
	struct bytes some = fixture(pool, "photo.webp");
	const struct error *e;
	struct pressed p;
	pid_t child, client = press_slowly(&child);

	is_int(stop_service(), 0, "SIGTERM ends it with 0");
	is_int(verdict_elsewhere(client), PRESS_OK, "after the work in hand");
	e = press(socket_path, pool, some, &p);
	ok(e && e->kind == ERROR_UNAVAILABLE,
	    "without a service: unavailable, not the file's fault");
	e = press("/nowhere/at/all", pool, some, &p);
	ok(e && e->kind == ERROR_UNAVAILABLE, "without a socket as well");
	start_service();
	is_int(press_fixture(pool, "photo.webp").verdict, PRESS_OK,
	    "started again on the same path");
	pool_free(pool);
}

int
main(void)
{
	if (!mkdtemp(folder))
		return 1;
	snprintf(socket_path, sizeof socket_path, "%s/media", folder);
	snprintf(settings_path, sizeof settings_path, "%s/settings", folder);
	start_service();
	test_heads();
	test_fixtures_carry_metadata();
	test_pictures();
	test_documents();
	test_joined();
	test_cut_off();
	test_without_end();
	test_refusals();
	test_length_on_the_wire();
	test_many_at_once();
	test_child_killed();
	test_noise();
	test_service_ends();
	stop_service();
	unlink(socket_path);
	unlink(settings_path);
	rmdir(folder);
	return done();
}
