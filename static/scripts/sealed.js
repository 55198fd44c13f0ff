/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a phone keeps is sealed with a key that stands only in its person's pages, and bound to where it belongs. */
export const toBytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const key = crypto.subtle.importKey('raw', toBytes(document.body.dataset.keep.replace(/-/g, '+').replace(/_/g, '/')), 'AES-GCM', false, ['encrypt', 'decrypt']);
const bound = (path, iv) => ({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(path) });

export async function seal(path, what) {
	const iv = crypto.getRandomValues(new Uint8Array(12));
	return { path, iv, sealed: await crypto.subtle.encrypt(bound(path, iv), await key, new TextEncoder().encode(JSON.stringify(what))) };
}

/* null: another person's */
export async function unseal({ path, iv, sealed }) {
	try {
		return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(bound(path, iv), await key, sealed)));
	} catch (e) {
		return null;
	}
}
