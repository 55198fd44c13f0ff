/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What is typed into a form and not sent stays in its tab, sealed: whoever goes back to the page, loads it anew, or
 * comes to it by signing in again, has it again. Browsers do so by themselves only where they may also offer it to whoever uses the phone next.
 */
import { seal, toBytes, unseal } from './sealed.js';

const isChoice = (e) => e.type === 'checkbox' || e.type === 'radio';
const typedIn = (form) => Array.from(form.elements).filter((e) => e.name && e.autocomplete !== 'one-time-code' &&
	!/^(hidden|submit|password|file)$/.test(e.type));
/* whatever the language; a tick is for the list that its page showed */
const placeOf = (form) => `typed ${new URL(form.getAttribute('action') || '', location.href).pathname.replace(/^\/..(?=\/)/, '')} ${(form.elements.shown || '').value}`;
const forms = Array.from(document.querySelectorAll('main form[method="post"]'));
const toText = (some) => btoa(Array.from(new Uint8Array(some), (n) => String.fromCharCode(n)).join(''));

async function keep(form) {
	const what = typedIn(form).map((e) => [e.name, isChoice(e) ? e.value : '', isChoice(e) ? e.checked : e.value]);
	const { iv, sealed } = await seal(placeOf(form), what);
	sessionStorage.setItem(placeOf(form), `${toText(iv)} ${toText(sealed)}`);
}

async function giveBack(form) {
	const path = placeOf(form);
	const [iv, sealed] = (sessionStorage.getItem(path) || '').split(' ');
	const what = sealed && await unseal({ path, iv: toBytes(iv), sealed: toBytes(sealed) });
	const changed = [];
	for (const [name, value, state] of what || []) {
		const e = typedIn(form).find((one) => one.name === name && (!isChoice(one) || one.value === value));
		const part = e && (isChoice(e) ? 'checked' : 'value');
		if (e && e[part] !== state) {
			e[part] = state;
			changed.push(e);
		}
	}
	changed.forEach((e) => e.dispatchEvent(new Event('change', { bubbles: true })));
}

let waiting = 0;
const noted = (event) => {
	const { form } = event.target;
	if (forms.includes(form)) {
		clearTimeout(waiting);
		waiting = setTimeout(() => keep(form).catch(() => 0), 150);
	}
};
addEventListener('input', noted);
addEventListener('change', noted);
addEventListener('submit', (event) => {
	clearTimeout(waiting);
	if (/\/sign-out$/.test(event.target.getAttribute('action') || location.pathname)) {
		sessionStorage.clear();
	} else if (forms.includes(event.target)) {
		sessionStorage.removeItem(placeOf(event.target));
	}
});
/* 1: anew, 2: back */
const isAgain = performance.navigation.type || /\/sign-in\b/.test(document.referrer);
forms.forEach((form) => (isAgain ? giveBack(form).catch(() => 0) : sessionStorage.removeItem(placeOf(form))));
