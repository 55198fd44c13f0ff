/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The service worker of one language (its scope is /zh/): where the line drops it gives a page of ours in place of
 * the browser's. Of all pages it keeps that one alone, fetched as a stranger. MADE is the build's, so that
 * another build is another worker.
 */
import { MEANWHILE, WEEK, shelf, shownOf } from './shelf.js';

const lang = new URL(registration.scope).pathname.slice(1, 3);
const page = `/${lang}/offline`;
const own = `${lang} ${MADE}`;

async function fill() {
	const [cache, reply] = await Promise.all([caches.open(own), fetch(page, { credentials: 'omit' })]);
	if (!reply.ok) {
		throw new Error(`${page}: ${reply.status}`);
	}
	const parts = (await reply.clone().text()).match(/\/static\/[\w.-]+/g);
	await Promise.all([cache.put(page, reply), cache.addAll(Array.from(new Set(parts)))]);
	await skipWaiting();
}

async function clear() {
	const names = await caches.keys();
	await Promise.all(names.filter((name) => name.slice(0, 3) === `${lang} ` && name !== own).map((name) => caches.delete(name)));
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
 * that has no key. What was kept stays where another language or text size was asked for: that sends nothing, and
 * its answer says itself that it came (keep.js). Whoever signed out leaves nothing behind.
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

async function sorry(state) {
	const kept = await caches.match(page, { ignoreVary: true });
	if (!kept) {
		return Response.error();
	}
	const text = await kept.text();
	return new Response(text.replace('data-state="read"', `data-state="${state}"`), { status: 503, headers: kept.headers });
}

async function answer(request) {
	const isWrite = request.method === 'POST';
	const url = new URL(request.url);
	const began = Date.now();
	try {
		const reply = await fetch(request);
		/* of these the server took nothing, or may be asked again: the once-only key makes it one */
		if (isWrite && ![403, 429, 500, 502, 503, 504].includes(reply.status)) {
			await arrived(url, began).catch(() => 0);
		}
		return reply;
	} catch (e) {
		const kept = isWrite && await isKept(url.pathname, began).catch(() => false);
		const files = /^multipart/.test(request.headers.get('Content-Type')) ? ' files' : '';
		return sorry(kept ? 'kept' : isWrite ? `lost${files}` : 'read');
	}
}

addEventListener('install', (event) => event.waitUntil(fill()));
addEventListener('activate', (event) => event.waitUntil(clear()));
addEventListener('fetch', (event) => {
	const { request } = event;
	if (request.mode === 'navigate') {
		event.respondWith(answer(request));
	} else if (new URL(request.url).pathname.startsWith('/static/')) {
		event.respondWith(fetch(request).catch(() => caches.match(request, { ignoreVary: true }).then((kept) => kept || Response.error())));
	} else if (new URL(request.url).pathname === '/robots.txt') {
		/* the page of a dropped line asks whether there is one, on the way that a page would come */
		event.respondWith(fetch(request));
	}
});
