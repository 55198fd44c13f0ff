/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The service worker: where the line drops it gives a page of ours in place of the browser's, in the language that was
 * asked for, also if nobody has been there yet. Of all pages it keeps that one alone, fetched as a stranger. MADE and
 * LANGS are the build's, so that another build is another worker.
 */
import { MEANWHILE, WEEK, shelf, shownOf } from './shelf.js';

const own = `qiao ${MADE}`;
const offline = (lang) => `/${lang}/offline`;

/* Each language had a worker of its own once. What is left of those goes, and leaves its pages to this one. */
const isLeft = new URL(registration.scope).pathname !== '/';

async function keep(cache, lang) {
	const reply = await fetch(offline(lang), { credentials: 'omit' });
	if (!reply.ok) {
		throw new Error(`${offline(lang)}: ${reply.status}`);
	}
	const parts = (await reply.clone().text()).match(/\/static\/[\w.-]+/g);
	await cache.put(offline(lang), reply);
	return parts;
}

async function fill() {
	if (!isLeft) {
		const cache = await caches.open(own);
		const parts = await Promise.all(LANGS.map((lang) => keep(cache, lang)));
		await cache.addAll(Array.from(new Set([].concat(...parts))));
	}
	await skipWaiting();
}

async function clear() {
	if (isLeft) {
		await registration.unregister();
		return;
	}
	const names = await caches.keys();
	await Promise.all(names.filter((name) => name !== own).map((name) => caches.delete(name)));
	await clients.claim();
	const rows = await shelf('readonly', (rack) => rack.getAll());
	const old = rows.filter((row) => row.at < Date.now() - WEEK);
	await Promise.all(old.map((row) => shelf('readwrite', (rack) => rack.delete(row.path))));
}

/* What the page that sends a form has sealed of it: to be sent, or for another language or text size. */
async function rowsOf(path) {
	return Promise.all([path, shownOf(path)].map((key) => shelf('readonly', (rack) => rack.get(key))));
}

/*
 * An answer came: what was typed is with the server, also if it was kept long before and sent by "try again" of a page
 * that has no key. What was kept stays where another language or text size was asked for without its page: that
 * sends nothing. Whoever signed out leaves nothing behind.
 */
async function arrived(url, began) {
	const path = url.pathname;
	const [row, shown] = await rowsOf(path);
	if (path.slice(3) === '/sign-out') {
		await shelf('readwrite', (rack) => rack.clear());
		return;
	}
	if (url.searchParams.has('text_size') || (shown && shown.at >= began - MEANWHILE)) {
		return;
	}
	if (row) {
		await shelf('readwrite', (rack) => rack.delete(path));
	}
	if (!row || row.at < began - MEANWHILE) {
		await shelf('readwrite', (rack) => rack.put({ path: `done ${path}`, began, at: Date.now() }));
	}
}

/*
 * Another language or text size was asked for, and its page came, to its last byte: what was typed stands on it. Its
 * own script forgets what was kept of it, unless it is left before (keep.js).
 */
async function shown(page, path, began) {
	await page.arrayBuffer();
	await shelf('readwrite', (rack) => rack.put({ path: `done ${shownOf(path)}`, began, at: Date.now() }));
}

/* The page that sent it seals it meanwhile, and is gone as soon as another one comes. */
async function isKept(path, began) {
	for (let tries = 0; tries < 40; tries++) {
		const rows = await rowsOf(path);
		if (rows.some((row) => row && row.at >= began - MEANWHILE)) {
			return true;
		}
		await new Promise((done) => setTimeout(done, 25));
	}
	return false;
}

async function sorry(lang, state) {
	const kept = await caches.match(offline(lang), { ignoreVary: true });
	if (!kept) {
		return Response.error();
	}
	const text = await kept.text();
	return new Response(text.replace('data-state="read"', `data-state="${state}"`), { status: 503, headers: kept.headers });
}

/* Of a path; the front door leads to the reader's own. What else has no language (the desk) is none of this. */
function langOf(path) {
	const [, word] = path.split('/');
	return LANGS.find((lang) => lang === word) || (word ? null : LANGS.find((lang) => navigator.language.startsWith(lang)) || 'zh');
}

/*
 * Somebody goes back to what a form was answered: asked for from the cache alone, which has nothing of it, and so has
 * no page that this leads to. Nothing is sent again, nor was anything lost: it is its page as it is now.
 */
const isLookedBack = (request) => request.cache === 'only-if-cached' || (request.method === 'POST' && request.isHistoryNavigation);
const asNow = { credentials: 'include', redirect: 'manual' };

async function answer(request, url, lang) {
	const isBack = isLookedBack(request);
	const isWrite = request.method === 'POST' && !isBack;
	const began = Date.now();
	try {
		const reply = isBack ? await fetch(url.href, asNow) : await fetch(request);
		if (isWrite && reply.status === 200) {
			shown(reply.clone(), url.pathname, began).catch(() => 0);	/* nothing is done by what is answered so */
		} else if (isWrite) {
			/* of these the server took nothing, or may be asked again: the once-only key makes it one. The page waits until it is kept */
			await ([403, 429, 500, 502, 503, 504].includes(reply.status) ? isKept(url.pathname, began) : arrived(url, began)).catch(() => 0);
		}
		return reply;
	} catch (e) {
		const kept = isWrite && await isKept(url.pathname, began).catch(() => false);
		const files = /^multipart/.test(request.headers.get('Content-Type')) ? ' files' : '';
		return sorry(lang, kept ? 'kept' : isWrite ? `lost${files}` : 'read');
	}
}

addEventListener('install', (event) => event.waitUntil(fill()));
addEventListener('activate', (event) => event.waitUntil(clear()));
addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.mode === 'navigate') {
		const lang = langOf(url.pathname);
		if (lang) {
			event.respondWith(answer(request, url, lang));
		}
	} else if (url.pathname.startsWith('/static/')) {
		event.respondWith(fetch(request).catch(() => caches.match(request, { ignoreVary: true }).then((kept) => kept || Response.error())));
	} else if (url.pathname === '/robots.txt') {
		/* the page of a dropped line asks whether there is one, on the way that a page would come */
		event.respondWith(fetch(request));
	}
});
