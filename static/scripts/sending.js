/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * On the page of a paper: chosen photographs are made smaller on the phone and sent in pieces (tus 1.0), so that
 * a lost line, a locked phone, a reload or a server that is started anew costs one piece. What is on its way is
 * kept in this browser (parcel.js); of two tabs of one page the one that was looked at last sends it. The form takes
 * it then as if it had been sent with it.
 * Whatever cannot be done here is left to the form itself, which needs none of this.
 */
import { claim, drop, forget, isMine, isThere, keep } from './parcel.js';
import { bytesOf, prepared } from './photo.js';

const form = document.getElementById('papers');
const place = document.getElementById('sendings');
const input = form && form.querySelector('input[type="file"]');
const words = place && place.dataset;

const LEAST = 64 << 10;		/* of a piece, and the first one */
const MOST = 1 << 20;
const FAST = 2000;		/* a piece takes about so many milliseconds */
const DAY = 86400000;

const fill = (text, one, two) => text.replace(/\{[12]\}/g, (hole) => (hole === '{1}' ? one : two));

/* One question to the server: its status, 0 if the line is down. */
function ask(method, url, headers, body, onProgress) {
	return new Promise((done) => {
		const x = new XMLHttpRequest();
		x.open(method, url);
		x.timeout = 60000;
		Object.keys(headers).forEach((name) => x.setRequestHeader(name, headers[name]));
		x.upload.onprogress = onProgress || null;
		x.onloadend = () => done({ status: x.status, url: x.responseURL, of: (name) => x.getResponseHeader(name) });
		x.send(body);
	});
}

function askTus(method, url, headers, body, onProgress) {
	return ask(method, url, { 'Tus-Resumable': '1.0.0', 'Qiao-Token': form.elements.token.value, ...headers }, body, onProgress);
}

/* A pause that ends as soon as the line or the person is back. */
let wake = () => {};
function pause(ms) {
	return new Promise((done) => {
		wake = done;
		setTimeout(done, ms);
	});
}
addEventListener('online', () => wake());

const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));

/* Only where the page came by TLS, or from this machine; else the line's own sums must do. */
async function sumOf(bytes) {
	return self.crypto && crypto.subtle ? { 'Upload-Checksum': `sha256 ${base64(await crypto.subtle.digest('SHA-256', bytes))}` } : {};
}

const LEFT = {};			/* thrown: nothing more is sent from this tab */
const [status, bar] = place ? [place.querySelector('p'), place.querySelector('progress')] : [];
let sending = null;	/* the files, until they are stopped */
let isBusy = false;

function say(text) {
	if (status.textContent !== text) {
		status.textContent = text;
	}
}

function show(files, offset, file) {
	const all = files.reduce((sum, f) => sum + f.bytes.byteLength, 0) || 1;
	const done = files.slice(0, files.indexOf(file)).reduce((sum, f) => sum + f.bytes.byteLength, 0) + offset;
	bar.value = 100 * done / all;
	/* heard now and then, not at each piece */
	say(fill(words.going, file.name, 10 * Math.floor(10 * done / all)));
}

/* So much as goes through in about FAST, within what pieces may have, and never more than twice of before. */
const fitting = (size, ms) => Math.max(LEAST, Math.min(MOST, 2 * size, Math.round(size * FAST / Math.max(ms, 1))));

async function mustSend(files) {
	if (sending !== files || !(await isMine())) {
		throw LEFT;
	}
}

/* A file until all of it is there, or the form has taken it from another tab. Throws what cannot be waited for. */
async function send(files, file) {
	const length = file.bytes.byteLength;
	let offset = file.url ? -1 : 0;		/* -1: not known, to be asked */
	let size = LEAST;
	let heard = Date.now();
	for (let failures = 0; offset < length || !file.url;) {
		const began = Date.now();
		let got;
		await mustSend(files);
		if (!file.url) {
			got = await askTus('POST', words.begin, { 'Upload-Length': length,
				'Upload-Metadata': `filename ${base64(new TextEncoder().encode(file.name))}` });
			file.url = got.status === 201 && got.of('Location');
		} else if (offset < 0) {
			got = await askTus('HEAD', file.url, {});
		} else {
			const piece = file.bytes.slice(offset, offset + size);
			const at = offset;
			got = await askTus('PATCH', file.url, { 'Upload-Offset': offset, 'Content-Type': 'application/offset+octet-stream',
				...await sumOf(piece) }, piece, (event) => show(files, at + Math.min(event.loaded, piece.byteLength), file));
			size = got.status === 204 ? fitting(size, Date.now() - began) : LEAST;
		}
		if (got.status === 201) {
			await keep(files);
		}
		if (got.status >= 200 && got.status < 300) {
			offset = Number(got.of('Upload-Offset'));
			failures = 0;
			heard = Date.now();
			show(files, offset, file);
			continue;
		}
		if (file.url && got.status === 404 && Date.now() - heard < DAY) {
			file.isGone = true;
			return;
		}
		if (file.url && (got.status === 404 || got.status === 410)) {
			file.url = null;	/* it waited too long: from its start */
			offset = 0;
			continue;
		}
		/* 409 is of a piece that another one was before; without any, of a paper that has enough */
		if (got.status && got.status < 500 && !(file.url ? [408, 409, 429, 460] : [408, 429]).includes(got.status)) {
			throw got;
		}
		offset = file.url ? -1 : 0;
		failures++;
		if (failures > 1 || !navigator.onLine) {
			say(words.waiting);
		}
		await pause(got.status === 409 ? 0 : Math.min(500 << failures, 20000));
	}
}

/* The page as the server has it, also where this one was the answer to a form. */
const anew = () => location.assign(form.action);

/* The form itself, with what has come in the place of files. */
async function take(files) {
	const there = files.filter((file) => !file.isGone);
	const data = new FormData(form);
	const ids = there.map((file) => file.url.split('/').pop()).join('.');
	await mustSend(files);
	if (!there.length) {
		return (await forget()) === null ? end() : anew();
	}
	data.delete(input.name);
	data.append('sent', ids);
	say(words.taking);
	bar.removeAttribute('value');
	for (let failures = 0; ; failures++) {
		await mustSend(files);
		/* its once-only key makes it harmless to send it again */
		const got = await ask('POST', form.action, {}, data);
		if (got.status >= 200 && got.status < 300) {
			await forget();
			return location.assign(got.url);
		}
		if (got.status && got.status < 500 && got.status !== 429) {
			const states = await Promise.all(there.map((file) => askTus('HEAD', file.url, {})));
			there.forEach((file, i) => { file.isGone = states[i].status === 404; });
			if (there.some((file) => file.isGone)) {
				return take(files);	/* another tab was first */
			}
			await mustSend(files);
			const sent = document.createElement('input');
			await forget();
			sent.type = 'hidden';
			sent.name = 'sent';
			sent.value = ids;
			form.append(sent);
			input.disabled = true;
			return form.submit();	/* which shows what is wrong */
		}
		say(words.waiting);
		await pause(Math.min(1000 << failures, 20000));
	}
}

function begin() {
	isBusy = true;
	form.hidden = true;
	place.hidden = false;
	bar.hidden = false;
	place.focus();
}

function end() {
	isBusy = false;
	form.hidden = false;
	place.hidden = true;
}

/* Another tab goes on with it. Once it is through, or stopped, the page is opened anew. */
async function watch() {
	say(words.elsewhere);
	bar.hidden = true;
	do {
		await pause(FAST);
	} while (await isThere());
	return anew();
}

async function go(files) {
	begin();
	sending = files;
	try {
		for (const file of files) {
			await send(files, file);
		}
		await take(files);
	} catch (why) {
		if (sending !== files) {
			return undefined;
		}
		if (why === LEFT) {
			return watch();
		}
		if (why.status === 403) {
			/* signed out meanwhile: what has come is here when they are back */
			say(words.out);
			bar.hidden = true;
			place.querySelector('a').hidden = false;
			return undefined;
		}
		await forget();
		end();
		if (input.files.length) {
			form.submit();
		} else {
			place.hidden = false;
			bar.hidden = true;
			say(words.failed);
		}
	}
	return undefined;
}

async function stop() {
	sending = null;
	const entry = await drop();
	wake();
	((entry && entry.files) || []).filter((file) => file.url).forEach((file) => askTus('DELETE', file.url, {}));
	end();
}

let preparing = null;	/* of what is chosen now */
let told = '';		/* the faults that stand on the page */

function tell(all) {
	const faults = all.filter((one) => one.fault).map((one) => fill(words[one.fault], one.name));
	const list = document.getElementById('faults');
	told = faults.join();
	list.hidden = !faults.length;
	list.querySelector('ul').textContent = '';
	faults.forEach((text) => {
		const item = document.createElement('li');
		item.textContent = text;
		list.querySelector('ul').append(item);
	});
}

function choose() {
	/* one after the other: a picture of 48 megapixels takes 200 MB while it is open */
	/* what portal.js has found wrong with them is said already */
	const files = input.hasAttribute('aria-invalid') ? [] : Array.from(input.files);
	const chosen = files.reduce(async (before, file) => [...await before, await prepared(file)], Promise.resolve([]));
	preparing = chosen;
	chosen.then((all) => preparing === chosen && tell(all));
}

async function press() {
	const seen = told;
	const all = await preparing;
	if (told !== seen) {
		return document.getElementById('faults').focus();	/* said before it is sent */
	}
	isBusy = true;
	return go(await claim(await Promise.all(all.map(async ({ name, blob }) => ({ name, bytes: await bytesOf(blob), url: null })))));
}

let isNew = true;

/* What was on its way from here, once this tab is looked at. */
async function goOn() {
	if (isBusy || !isNew || document.hidden) {
		return;
	}
	isNew = false;
	if (!(await isThere())) {
		return;
	}
	begin();
	const files = await claim([]).catch(() => []);
	if (files.length) {
		await go(files);
	} else {
		await forget();
		end();
	}
}

/* Back in a tab: it sends, and all that has been chosen in others meanwhile. */
async function look() {
	wake();
	if (!isBusy) {
		goOn();
	} else if (!(await isMine())) {
		anew();
	}
}

if (input && place) {
	input.addEventListener('change', choose);
	/* before portal.js, for this form does not leave the page */
	form.addEventListener('submit', (event) => {
		if (preparing && input.files.length && !input.hasAttribute('aria-invalid')) {
			event.preventDefault();
			event.stopPropagation();
			press().catch(() => form.submit());
		}
	});
	place.querySelector('button').addEventListener('click', stop);
	addEventListener('focus', look);
	document.addEventListener('visibilitychange', () => document.hidden || look());
	look();
}
