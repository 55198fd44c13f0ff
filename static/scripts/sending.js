/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * On the page of a paper: chosen photographs are made smaller on the phone and sent in pieces (tus 1.0), so that
 * a lost line, a locked phone, a reload or a server that is started anew costs one piece. What is on its way is
 * kept in this browser until it has arrived, a day at most. The form takes it then as if it had been sent with it.
 * Whatever cannot be done here is left to the form itself, which needs none of this.
 */
const form = document.getElementById('papers');
const place = document.getElementById('sendings');
const input = form && form.querySelector('input[type="file"]');
const words = place && place.dataset;

const LEAST = 64 << 10;		/* of a piece, and the first one */
const MOST = 1 << 20;
const FAST = 2000;		/* a piece takes about so many milliseconds */
const DAY = 86400000;
const SIDE = 2400;		/* pixels of the longer side: the server keeps no more */
const ENOUGH = 1.5 * MOST;	/* a picture of more bytes is made smaller, however few pixels it has */
const READABLE = 600;		/* pixels of the shorter side */
const LOOKED_AT = 1200;		/* pixels of the longer side of what is looked at */

const fill = (text, one, two) => text.replace(/\{[12]\}/g, (hole) => (hole === '{1}' ? one : two));

/* What is on its way, by the page's path without its language: { path, at, files: [{ iv, sealed, url }] } */
function stored(mode, act) {
	return new Promise((done) => {
		let opening;
		try {
			opening = indexedDB.open('qiao-sendings', 1);
		} catch (e) {
			return done();	/* a browser that keeps nothing; a reload begins anew then */
		}
		opening.onupgradeneeded = () => opening.result.createObjectStore('all', { keyPath: 'path' });
		opening.onerror = () => done();
		opening.onsuccess = () => {
			const change = opening.result.transaction('all', mode);
			const asked = act(change.objectStore('all'));
			const end = () => {
				opening.result.close();
				done(asked.result);
			};
			change.oncomplete = end;
			change.onabort = end;
		};
		return undefined;
	});
}

/* Sealed with the key that stands in its person's pages alone, as keep.js does; without it nothing is kept. */
const here = location.pathname.slice(3);	/* in whatever language */
const about = new TextEncoder().encode(here);
const secret = document.body.dataset.keep;
const key = secret && self.crypto && crypto.subtle && crypto.subtle.importKey('raw', Uint8Array.from(
    atob(secret.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0)), 'AES-GCM', false, ['encrypt', 'decrypt']);

async function seal(file) {
	const name = new TextEncoder().encode(file.name);
	const plain = new Uint8Array(2 + name.length + file.bytes.byteLength);
	plain.set([name.length >> 8, name.length & 255]);
	plain.set(name, 2);
	plain.set(new Uint8Array(file.bytes), 2 + name.length);
	file.iv = crypto.getRandomValues(new Uint8Array(12));
	file.sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: file.iv, additionalData: about }, await key, plain);
}

async function unseal({ iv, sealed, url }) {
	const plain = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: about }, await key, sealed));
	const end = 2 + plain[0] * 256 + plain[1];
	return { name: new TextDecoder().decode(plain.slice(2, end)), bytes: plain.slice(end).buffer, iv, sealed, url };
}

async function keep(files) {
	if (!key) {
		return;
	}
	try {
		localStorage.setItem('qiao-sendings', Date.now());
	} catch (e) { /* portal.js looks there whether they are old */ }
	await Promise.all(files.filter((file) => !file.sealed).map(seal));
	await stored('readwrite', (all) => all.put({ path: here, at: Date.now(),
		files: files.map(({ iv, sealed, url }) => ({ iv, sealed, url })) }));
}

const forget = () => stored('readwrite', (all) => all.delete(here));

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
document.addEventListener('visibilitychange', () => document.hidden || wake());

const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));

/* Only where the page came by TLS, or from this machine; else the line's own sums must do. */
async function sumOf(bytes) {
	return self.crypto && crypto.subtle ? { 'Upload-Checksum': `sha256 ${base64(await crypto.subtle.digest('SHA-256', bytes))}` } : {};
}

const [status, bar] = place ? [place.querySelector('p'), place.querySelector('progress')] : [];
let stopped = false;

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
	say(fill(words.going, file.name, `${Math.floor(10 * done / all)}0`));
}

/* So much as goes through in about FAST, within what pieces may have, and never more than twice of before. */
const fitting = (size, ms) => Math.max(LEAST, Math.min(MOST, 2 * size, Math.round(size * FAST / Math.max(ms, 1))));

/* A file until all of it is there. Throws what cannot be waited for. */
async function send(files, file) {
	const length = file.bytes.byteLength;
	let offset = file.url ? -1 : 0;		/* -1: not known, to be asked */
	let size = LEAST;
	for (let failures = 0; offset < length || !file.url;) {
		const began = Date.now();
		let got;
		if (stopped) {
			throw new Error('stopped');
		}
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
			show(files, offset, file);
			continue;
		}
		if (got.status && got.status < 500 && ![408, 409, 429, 460].includes(got.status)) {
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

/* The form itself, with what has come in the place of files. */
async function take(files) {
	const data = new FormData(form);
	const ids = files.map((file) => file.url.split('/').pop()).join('.');
	data.delete(input.name);
	data.append('sent', ids);
	say(words.taking);
	bar.removeAttribute('value');
	for (let failures = 0; ; failures++) {
		/* its once-only key makes it harmless to send it again */
		const got = await ask('POST', form.action, {}, data);
		if (got.status >= 200 && got.status < 300) {
			await forget();
			return location.assign(got.url);
		}
		if (got.status && got.status < 500 && got.status !== 429) {
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
	stopped = false;
	form.hidden = true;
	place.hidden = false;
	place.focus();
}

function end() {
	form.hidden = false;
	place.hidden = true;
}

async function go(files) {
	begin();
	try {
		for (const file of files) {
			await send(files, file);
		}
		await take(files);
	} catch (why) {
		if (why.status === 403) {
			/* signed out meanwhile: what has come is here when they are back */
			say(words.out);
			bar.hidden = true;
			place.querySelector('a').hidden = false;
			return;
		}
		await forget();
		end();
		if (!stopped && input.files.length) {
			form.submit();
		} else if (!stopped) {
			place.hidden = false;
			bar.hidden = true;
			say(words.failed);
		}
	}
}

async function stop() {
	const entry = await stored('readonly', (all) => all.get(here));
	stopped = true;
	wake();
	await forget();
	((entry && entry.files) || []).filter((file) => file.url).forEach((file) => askTus('DELETE', file.url, {}));
	end();
}

/* A picture as it is seen. Where a browser does not turn it as it was taken, it goes as it came. */
const isTurned = !!self.CSS && CSS.supports('image-orientation', 'from-image');

function opened(file) {
	return new Promise((done, fail) => {
		const image = new Image();
		image.onload = () => done(image);
		image.onerror = () => {
			URL.revokeObjectURL(image.src);
			fail();
		};
		image.src = URL.createObjectURL(file);
	});
}

function drawn(image, side) {
	const scale = Math.min(1, side / Math.max(image.naturalWidth, image.naturalHeight));
	const canvas = document.createElement('canvas');
	const to = canvas.getContext('2d');
	canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
	canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
	to.fillStyle = '#fff';
	to.fillRect(0, 0, canvas.width, canvas.height);
	to.imageSmoothingQuality = 'high';
	to.drawImage(image, 0, 0, canvas.width, canvas.height);
	return canvas;
}

/* The value that so large a part of what was counted does not exceed. */
function share(counts, part) {
	let left = part * counts.reduce((sum, n) => sum + n, 0);
	return counts.findIndex((n) => (left -= n) <= 0);
}

/*
 * What is wrong with it for whoever has to read it, or '': even its light parts are dark; its sharpest edges go
 * up over four pixels and more; nothing can be told apart in it.
 */
function faultOf(image) {
	const canvas = drawn(image, LOOKED_AT);
	const { width, height } = canvas;
	const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
	const light = new Uint8Array(width * height);
	const [lights, near, far] = [0, 0, 0].map(() => new Array(256).fill(0));
	for (let i = 0; i < light.length; i++) {
		light[i] = (data[4 * i] * 3 + data[4 * i + 1] * 6 + data[4 * i + 2]) / 10;
		lights[light[i]]++;
		if (i % width >= 4) {
			near[Math.abs(light[i] - light[i - 1])]++;
			far[Math.abs(light[i] - light[i - 4])]++;
		}
	}
	const edge = share(far, 0.997);
	return Math.min(image.naturalWidth, image.naturalHeight) < READABLE ? words.small
		: share(lights, 0.9) < 90 ? words.dark
			: edge < 12 || share(near, 0.997) < 0.36 * edge ? words.blurred : '';
}

function packed(canvas, quality) {
	return new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality));
}

/* { name, blob, fault }: of a picture that this browser can open, made smaller if that is worth it. */
async function prepared(file) {
	let blob = file;
	let fault = '';
	try {
		const image = await opened(file);
		fault = faultOf(image);
		if (isTurned && (file.size > ENOUGH || Math.max(image.naturalWidth, image.naturalHeight) > SIDE)) {
			const canvas = drawn(image, SIDE);
			for (const quality of [0.86, 0.76, 0.66]) {
				const small = await packed(canvas, quality);
				if (small && small.size < blob.size) {
					blob = small;
				}
				if (blob.size <= ENOUGH) {
					break;
				}
			}
		}
		URL.revokeObjectURL(image.src);
	} catch (e) { /* a PDF, HEIC, or what this browser cannot open: the server looks */ }
	return { name: file.name, blob, fault };
}

function bytesOf(blob) {
	return new Promise((done, fail) => {
		const reader = new FileReader();
		reader.onload = () => done(reader.result);
		reader.onerror = fail;
		reader.readAsArrayBuffer(blob);
	});
}

let preparing = null;	/* of what is chosen now */
let told = '';		/* the faults that stand on the page */

function tell(all) {
	const faults = all.filter((one) => one.fault).map((one) => fill(one.fault, one.name));
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
	const chosen = files.reduce(async (before, file) => [...await before, await prepared(file)], []);
	preparing = chosen;
	chosen.then((all) => preparing === chosen && tell(all));
}

async function press() {
	const seen = told;
	const all = await preparing;
	if (told !== seen) {
		return document.getElementById('faults').focus();	/* said before it is sent */
	}
	const files = await Promise.all(all.map(async ({ name, blob }) => ({ name, bytes: await bytesOf(blob), url: null })));
	await keep(files);
	return go(files);
}

async function goOn() {
	const entry = await stored('readonly', (all) => all.get(here));
	if (!entry || !entry.files || Date.now() - entry.at > DAY) {
		return entry && forget();
	}
	/* what was taken before its answer came, or waited too long, is not there any more */
	for (const file of key ? entry.files : []) {
		const got = file.url ? await askTus('HEAD', file.url, {}) : { status: 0 };
		if (got.status === 404 || got.status === 410) {
			return forget();
		}
	}
	return go(await Promise.all(entry.files.map(unseal)));
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
	goOn().catch(forget);	/* another person's, who sat here before */
}
