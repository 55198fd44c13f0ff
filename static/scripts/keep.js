/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * On the pages of whoever is signed in: what they send is sealed on the phone until the worker has seen an answer,
 * and what had none is offered to them again, with the once-only key that it had. No files.
 */
import { pressed } from './pressed.js';
import { seal, unseal } from './sealed.js';
import { MEANWHILE, WEEK, shelf, shownOf } from './shelf.js';
import './typing.js';

const lang = location.pathname.slice(1, 3);
const drop = (path) => shelf('readwrite', (rack) => rack.delete(path));

async function put(path, what, at = Date.now()) {
	const row = await seal(path, what);
	await shelf('readwrite', (rack) => rack.put({ ...row, at }));
}

/* With the formality, which stands above it. */
function titled() {
	const h1 = document.querySelector('h1');
	const above = h1.previousElementSibling;
	return above && above.localName === 'p' ? `${above.textContent} · ${h1.textContent}` : h1.textContent;
}

addEventListener('submit', (event) => {
	const form = event.target;
	const by = pressed(event);
	const to = (by && by.getAttribute('formaction')) || form.getAttribute('action') || '';
	const path = new URL(to, location.href).pathname;
	if (event.defaultPrevented || form.method !== 'post' || form.enctype !== 'application/x-www-form-urlencoded' ||
	    /\/(sign-out|held)$/.test(path) || !(navigator.serviceWorker && navigator.serviceWorker.controller)) {
		return;
	}
	const isShown = by && by.name === 'show';
	const pairs = Array.from(new FormData(form));
	if (by && by.name && !pairs.some(([name]) => name === by.name)) {
		pairs.push([by.name, by.value]);
	}
	const what = { path, pairs, isShown, title: titled(), lang: document.documentElement.lang };
	(isShown ? put(shownOf(path), what) : drop(shownOf(path)).then(() => put(path, what))).catch(() => 0);
});

function send(path, pairs) {
	const form = document.createElement('form');
	form.method = 'post';
	form.action = path;
	for (const [name, value] of pairs) {
		const input = document.createElement('input');
		input.type = 'hidden';
		input.name = name;
		input.value = value;
		form.append(input);
	}
	document.body.append(form);
	form.submit();
}

function show(words, row, what) {
	const part = words.content.cloneNode(true).firstElementChild;
	part.querySelector('[data-what]').textContent = what.title;
	part.querySelector('[data-what]').lang = what.lang || '';
	part.querySelector('[data-send]').addEventListener('click', async () => {
		await put(what.isShown ? shownOf(row.path) : row.path, what);
		if (what.isShown) {
			await drop(row.path);
		}
		send(row.path, what.pairs);
	});
	part.querySelector('[data-drop]').addEventListener('click', async () => {
		await drop(row.path);
		part.remove();
	});
	document.querySelector('main').prepend(part);
}

/* The worker has seen its answer. */
const isDone = (rows, row) => rows.some((other) => other.path === `done ${row.path}` && row.at >= other.began - MEANWHILE && row.at <= other.at);

/*
 * Typed when another language or text size was asked for: with its answer it is on this page, or was on one that was
 * left before this ran. Without one, or with a part of it, it is offered, and sent as what it was, so that no more is
 * done than shown.
 */
async function settle() {
	const whole = document.querySelector('[data-shown]');
	if (whole) {
		await drop(shownOf(whole.dataset.shown));
	}
	const rows = await shelf('readonly', (rack) => rack.getAll());
	for (const row of rows.filter((one) => one.path.slice(0, 5) === 'show ')) {
		const what = !isDone(rows, row) && await unseal(row);
		if (what) {
			await put(what.path, what, row.at);
			await drop(row.path);
		}
	}
}

async function offer() {
	const rows = await shelf('readonly', (rack) => rack.getAll());
	const isOver = (row) => row.at < Date.now() - (row.sealed ? WEEK : 60000) || isDone(rows, row);
	await Promise.all(rows.filter(isOver).map((row) => drop(row.path)));
	const mine = [];
	for (const row of rows.filter((one) => one.sealed && !isOver(one))) {
		mine.push([row, await unseal(row)]);
	}
	if (mine.some(([, what]) => what)) {
		const page = await (await fetch(`/${lang}/offline`, { credentials: 'omit' })).text();
		const words = new DOMParser().parseFromString(page, 'text/html').querySelector('template');
		mine.filter(([, what]) => what).forEach(([row, what]) => show(words, row, what));
	}
}

if (navigator.serviceWorker && window.indexedDB) {
	settle().then(offer).catch(() => 0);
}
