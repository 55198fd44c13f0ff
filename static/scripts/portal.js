/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A resident's page works without this; here is only comfort. */
import { pressed } from './pressed.js';

const { body } = document;
const words = body.dataset;

function each(selector, act) {
	document.querySelectorAll(selector).forEach(act);
}

function note(after, kind) {
	let p = after.nextElementSibling;
	if (!p || !p.classList.contains(kind)) {
		p = document.createElement('p');
		p.className = kind;
		p.setAttribute('role', 'status');
		after.after(p);
	}
	return p;
}

each('.govuk-error-summary', (summary) => summary.focus());

/* A browser that hides where it is says UTC: no place, and so nothing is said of one. */
const zone = (Intl.DateTimeFormat().resolvedOptions().timeZone || '').replace(/^UTC$/, '');

each('input[name="zone"]', (input) => {
	input.value = zone;
});

/* Whoever has chosen no clock has that of where the phone is now: said with the next page that is asked for. */
if (zone && 'zone' in words && words.zone !== zone) {
	const [mark, end] = location.protocol === 'https:' ? ['__Host-', '; secure'] : ['', ''];
	document.cookie = `${mark}qiao-zone=${zone}; path=/; max-age=3600; samesite=lax${end}`;
}

/* WeChat's own browser prints nothing, and says nothing */
each('[data-print]', (button) => {
	button.hidden = /MicroMessenger/.test(navigator.userAgent);
	button.addEventListener('click', () => print());
});

each('[data-copy]', (button) => {
	button.hidden = false;
	button.addEventListener('click', () => {
		document.getElementById(button.dataset.copy).select();
		if (document.execCommand('copy')) {
			note(button, 'qiao-picked').textContent = button.dataset.copied;
		}
	});
});

/* What a browser knows of the chosen files: how many, how large, what it takes them for. The server looks into them. */
const taken = /^(application\/(pdf|octet-stream)|image\/(jpe?g|pjpeg|png|webp|hei[cf](-sequence)?))?$/;

function fill(text, one, two) {
	return text.replace(/\{[12]\}/g, (hole) => (hole === '{1}' ? one : two));
}

function wrongWith(files, said) {
	const wrong = [];
	let all = 0;
	if (files.length > said.room) {
		wrong.push(fill(said.many, said.room, files.length));
	}
	for (const file of files) {
		const why = file.size > said.bytes ? said.large
			: !taken.test(file.type) ? said.kind
				: file.size ? '' : said.empty;
		all += file.size;
		if (why) {
			wrong.push(fill(said.one, file.name, why));
		}
	}
	/* the marks of the form around them take a little too */
	if (all > said.all - 65536) {
		wrong.push(said.much);
	}
	return wrong;
}

function tellWrong(input) {
	const group = input.closest('.govuk-form-group');
	const wrong = input.dataset.room ? wrongWith(Array.from(input.files), input.dataset) : [];
	/* what the server said was of other files */
	group.querySelectorAll('.govuk-error-message').forEach((p) => p.remove());
	group.classList.toggle('govuk-form-group--error', wrong.length > 0);
	input.classList.toggle('govuk-file-upload--error', wrong.length > 0);
	wrong.forEach((text, i) => {
		const p = document.createElement('p');
		p.className = 'govuk-error-message';
		p.id = `e-${input.name}${i || ''}`;
		p.textContent = text;
		input.before(p);
	});
	if (wrong.length) {
		input.setAttribute('aria-invalid', 'true');
	} else {
		input.removeAttribute('aria-invalid');
	}
	input.setAttribute('aria-describedby', [`h-${input.name}`,
		...wrong.map((_, i) => `e-${input.name}${i || ''}`)].join(' '));
	return wrong.join(' ');
}

each('input[type="file"]', (input) => {
	input.addEventListener('change', () => {
		const names = Array.from(input.files, (file) => file.name);
		const wrong = tellWrong(input);
		/* its status is what a screen reader hears */
		note(input, 'qiao-picked').textContent = wrong || (names.length
			? fill(words.picked, names.length, names.join(' · ')) : '');
	});
});

/* What only some answers of another question make necessary is shown with those: "CN", or "!CN" for all others. */
each('[data-needs]', (part) => {
	const inputs = document.getElementsByName(part.dataset.needs);
	function isNeeded(value) {
		const wanted = part.dataset.value;
		return wanted[0] === '!' ? value && value !== wanted.slice(1) : wanted.split(' ').includes(value);
	}
	function show() {
		const chosen = Array.from(inputs).find((input) => input.type !== 'radio' || input.checked);
		part.hidden = !isNeeded(chosen?.value);
	}
	inputs.forEach((input) => input.addEventListener('change', show));
	/* a mistake in it is seen, whatever was chosen */
	if (inputs.length && !part.querySelector('.govuk-error-message, [aria-invalid]')) {
		show();
		addEventListener('pageshow', show);
	}
});

/* Says so while the line is down. A phone can be wrong about that: a second press goes through. */
let warned = false;
let banner;

function showLine() {
	warned = warned && !navigator.onLine;
	/* the page of a dropped line says it itself; only where a form is sent may something be typed */
	if (!banner && !navigator.onLine && !document.querySelector('[data-state]')) {
		banner = document.createElement('p');
		banner.className = 'qiao-offline';
		banner.setAttribute('role', 'alert');
		banner.textContent = document.querySelector('main form[method="post"]') ? words.offline : words.offline.replace(/([.。]).*/, '$1');
		body.prepend(banner);
	}
	if (banner) {
		banner.hidden = navigator.onLine;
	}
}

addEventListener('online', showLine);
addEventListener('offline', showLine);
showLine();

/* A form under way looks busy. Nothing is blocked: its once-only key makes a resend harmless. */
addEventListener('submit', (event) => {
	if (!navigator.onLine && !warned) {
		warned = true;
		event.preventDefault();
		scrollTo(0, 0);
		return;
	}
	const button = pressed(event);
	if (button && event.target.method === 'post') {
		button.setAttribute('aria-busy', 'true');
		note(button.closest('.govuk-button-group') || button, 'qiao-sending').textContent = words.sending;
		setTimeout(rest, 15000);
	}
});

function rest() {
	each('[aria-busy]', (button) => button.removeAttribute('aria-busy'));
	each('.qiao-sending', (p) => p.remove());
}

addEventListener('pageshow', rest);

/* Where the line drops it gives a page of ours (worker.js), and nothing waits for it. */
if (/^\/[a-z][a-z]\//.test(location.pathname) && navigator.serviceWorker) {
	addEventListener('load', () => navigator.serviceWorker.register('/worker.js').catch(() => 0));
}

/* Photographs that were on their way from this phone (sending.js) are not kept longer than a day, nor beyond signing out. */
function forgetSendings() {
	localStorage.removeItem('qiao-sendings');
	indexedDB.deleteDatabase('qiao-sendings');
}

try {
	const since = localStorage.getItem('qiao-sendings');
	if (since && Date.now() - since > 86400000) {
		forgetSendings();
	}
	each('form[action$="/sign-out"]', (form) => form.addEventListener('submit', forgetSendings));
} catch (e) { /* a browser that keeps nothing */ }
