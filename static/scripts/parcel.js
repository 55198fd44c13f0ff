/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What is on its way from a page, kept in this browser, sealed, until it has arrived, a day at most: a row a page's
 * path without its language, { path, at, files: [{ iv, sealed, url }] }, and beside it { path: "…#", by }: the tab
 * that sends it. All tabs of a page have one parcel. One of them takes it over with what is in it, and the one that
 * had it leaves it alone.
 */
const DAY = 86400000;
const here = location.pathname.slice(3);	/* in whatever language */
const mark = `${here}#`;
const me = String(Math.random());
let isKept = false;		/* else each tab sends what was chosen in it */

/* What was asked for, once all is done; null if nothing is, as in a browser that keeps nothing. */
function stored(mode, act) {
	return new Promise((done) => {
		let opening;
		try {
			opening = indexedDB.open('qiao-sendings', 1);
		} catch (e) {
			return done(null);	/* a reload begins anew then */
		}
		opening.onupgradeneeded = () => opening.result.createObjectStore('all', { keyPath: 'path' });
		opening.onerror = () => done(null);
		opening.onsuccess = () => {
			const change = opening.result.transaction('all', mode);
			const asked = act(change.objectStore('all'));
			const end = (isDone) => () => {
				opening.result.close();
				done(isDone ? asked.result : null);
			};
			change.oncomplete = end(true);
			change.onabort = end(false);
		};
		return undefined;
	});
}

const isOurs = (told) => !!told && told.by === me;

/* If this tab still has it, in one go with finding that out. */
function ifOurs(act) {
	return stored('readwrite', (all) => {
		const asked = all.get(mark);
		asked.onsuccess = () => isOurs(asked.result) && act(all);
		return asked;
	});
}

/* Sealed with the key that stands in its person's pages alone, as keep.js does; without it nothing is kept. */
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

const row = (at, files) => ({ path: here, at, files: files.map(({ iv, sealed, url }) => ({ iv, sealed, url })) });

/* This tab's from now on, with these files more. Resolves to all that is in it: [{ name, bytes, url }]. */
export async function claim(more) {
	let before = [];
	if (!key) {
		return more;
	}
	if (more.length) {
		try {
			localStorage.setItem('qiao-sendings', Date.now());
		} catch (e) { /* portal.js looks there whether they are old */ }
	}
	await Promise.all(more.map(seal));
	isKept = await stored('readwrite', (all) => {
		const asked = all.get(here);
		asked.onsuccess = () => {
			const { at, files } = asked.result || { at: 0 };
			before = Date.now() - at > DAY ? [] : files;
			if (more.length) {
				all.put(row(Date.now(), before.concat(more)));
			}
		};
		return all.put({ path: mark, by: me });
	}) !== null;
	/* what cannot be opened is another person's, who sat here before */
	const old = await Promise.all((isKept ? before : []).map((file) => unseal(file).catch(() => null)));
	return old.filter((file) => file).concat(more);
}

/* Whether no other tab has taken it over, or stopped it. */
export async function isMine() {
	const told = isKept ? await stored('readonly', (all) => all.get(mark)) : null;
	return told === null || isOurs(told);
}

/* What the server calls them is known now. */
export const keep = (files) => isKept && ifOurs((all) => all.put(row(Date.now(), files)));

export const isThere = () => stored('readonly', (all) => all.count(here));

/* If this tab still has it. Resolves to null if that cannot be done. */
export function forget() {
	const ours = ifOurs((all) => {
		all.delete(here);
		all.delete(mark);
	});
	isKept = false;
	return ours;
}

/* Whichever tab has it; what was in it. */
export function drop() {
	isKept = false;
	return stored('readwrite', (all) => {
		const asked = all.get(here);
		all.delete(here);
		all.delete(mark);
		return asked;
	});
}
