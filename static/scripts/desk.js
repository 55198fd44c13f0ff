/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The desk works without this: here are the keys, the viewer and the clock of the session. */
const { body } = document;
const words = body.dataset;

document.querySelector('.govuk-error-summary')?.focus();

/* The viewer. Without script its links ask the server for the same classes. */
const viewers = Array.from(document.querySelectorAll('[data-viewer]'), (box) => {
	const stage = box.querySelector('.desk-viewer__stage');
	const pages = Array.from(box.querySelectorAll('[data-src]'));
	const now = (name) => Number(new RegExp(`is-${name}-(\\d+)`).exec(stage?.className)?.[1] ?? 0);

	function set(turn, zoom) {
		stage.className = `desk-viewer__stage is-turn-${turn % 360} is-zoom-${zoom}`;
	}

	function open(link) {
		const image = stage.querySelector('img');
		if (!image || !link) {
			return;
		}
		pages.forEach((page) => page.removeAttribute('aria-current'));
		link.setAttribute('aria-current', 'true');
		image.src = link.dataset.src;
		image.alt = link.dataset.alt ?? '';
		set(0, 1);
		/* the answers that this paper proves */
		const proved = (link.dataset.proves ?? '').split(' ');
		document.querySelectorAll('[data-field]').forEach((row) => {
			row.classList.toggle('is-proved', proved.includes(row.dataset.field));
		});
		/* what may be wrong with it */
		const slips = box.querySelector('[data-base]');
		if (slips) {
			slips.hidden = !link.dataset.code;
			slips.querySelectorAll('a').forEach((slip) => {
				slip.href = `${slips.dataset.base}${link.dataset.code}-${slip.dataset.word}=1`;
			});
		}
	}

	const acts = {
		turn: () => set(now('turn') + 90, now('zoom')),
		in: () => set(now('turn'), Math.min(4, now('zoom') + 1)),
		out: () => set(now('turn'), Math.max(1, now('zoom') - 1)),
		next: () => step(1),
		back: () => step(-1),
	};

	function step(by) {
		const at = pages.findIndex((page) => page.hasAttribute('aria-current'));
		open(pages[(at + by + pages.length) % pages.length]);
	}

	/* Through all of them: a PDF, which is another kind of stage, by its own link. */
	function next() {
		const all = Array.from(box.querySelectorAll('.desk-viewer__pages a'));
		const at = all.findIndex((one) => one.hasAttribute('aria-current'));
		all[(at + 1) % all.length].click();
	}

	box.addEventListener('click', (event) => {
		const link = event.target.closest('a');
		if (!link || !stage || event.ctrlKey || event.metaKey || event.shiftKey) {
			return;
		}
		if ('src' in link.dataset) {
			open(link);
		} else if ('nextPaper' in link.dataset && stage.querySelector('img')) {
			next();
		} else if ('turn' in link.dataset) {
			acts.turn();
		} else if ('zoom' in link.dataset) {
			acts[link.dataset.zoom]();
		} else {
			return;
		}
		event.preventDefault();
	});
	/* An answer's link to its paper shows it here. */
	document.querySelectorAll('[data-field] [data-src]').forEach((link) => {
		link.addEventListener('click', (event) => {
			const page = pages.find((one) => one.dataset.src === link.dataset.src);
			if (page && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
				open(page);
				event.preventDefault();
			}
		});
	});
	return { box, stage, acts };
});

let viewer = viewers[0];
for (const one of viewers) {
	one.box.addEventListener('pointerdown', () => { viewer = one; });
	one.box.addEventListener('focusin', () => { viewer = one; });
}
const viewerKeys = { r: 'turn', '+': 'in', '=': 'in', '-': 'out', arrowright: 'next', arrowleft: 'back' };

/* Keys: an element with data-key is pressed by that key while nothing is being typed. */
function labelOf(element) {
	const copy = element.cloneNode(true);
	copy.querySelectorAll('kbd').forEach((kbd) => kbd.remove());
	return element.dataset.keyLabel ?? copy.textContent.trim();
}

/* What lies in a closed part is no key. */
function isShown(element) {
	return element.checkVisibility?.() ?? element.getClientRects().length > 0;
}

/* All that keys press now; what is asked of an item only while the focus is in it, and then first. */
function keyedNow() {
	const near = document.activeElement?.closest('.desk-asked') ?? null;
	const shown = Array.from(document.querySelectorAll('[data-key]')).filter(isShown);
	const within = (part) => shown.filter((one) => one.closest('.desk-asked') === part);
	return near ? [...within(near), ...within(null)] : within(null);
}

function keyed(key) {
	return keyedNow().find((one) => one.dataset.key.toLowerCase() === key);
}

/* What each key does on this page as it is now, once: [letter, text]. */
function keysNow() {
	const keys = new Map();
	const add = (letter, text) => {
		const key = letter.toLowerCase();
		if (text && !keys.has(key)) {
			keys.set(key, [letter.length === 1 ? letter.toUpperCase() : letter, text]);
		}
	};
	keyedNow().forEach((one) => add(one.dataset.key, labelOf(one)));
	if (viewer?.stage) {
		viewer.box.querySelectorAll('a:has(kbd):not([data-key])').forEach((one) => {
			add(one.querySelector('kbd').textContent, labelOf(one));
		});
		if (viewer.box.querySelectorAll('[data-src]').length > 1) {
			add('→', viewer.box.dataset.next);
			add('←', viewer.box.dataset.back);
		}
	}
	add('?', words.keys);
	return keys.values();
}

function listKeys() {
	const dialog = document.createElement('dialog');
	const title = document.createElement('h2');
	const list = document.createElement('dl');
	const close = document.createElement('button');
	dialog.className = 'desk-keys';
	title.textContent = words.keys;
	for (const [letter, text] of keysNow()) {
		const term = document.createElement('dt');
		const what = document.createElement('dd');
		const key = document.createElement('kbd');
		key.className = 'desk-kbd';
		key.textContent = letter;
		term.append(key);
		what.textContent = text;
		list.append(term, what);
	}
	close.className = 'govuk-button govuk-button--secondary';
	close.textContent = words.close;
	close.addEventListener('click', () => dialog.close());
	dialog.addEventListener('close', () => dialog.remove());
	dialog.append(title, list, close);
	body.append(dialog);
	dialog.showModal();
}

addEventListener('keydown', (event) => {
	const key = event.key.toLowerCase();
	if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing ||
	    event.target.closest('input:not([type="checkbox"]), textarea, select, dialog, [contenteditable]')) {
		return;
	}
	/* a box that is ticked sends its form */
	if (key === 'enter' && event.target.closest('a, button, summary, input')) {
		return;
	}
	/* they are shown already: the number that asked why they should be would press something else */
	if (/^\d$/.test(key) && event.target.closest('[data-shown]')) {
		return;
	}
	const element = keyed(key);
	/* A zoomed sheet is scrolled by the arrows when it has the focus. */
	const scrolls = key.startsWith('arrow') && event.target === viewer?.stage;
	if (element) {
		if (!element.closest('.desk-rowkeys')) {
			element.focus();
		}
		element.click();
		/* what may be asked of an item stands open below it */
		const asked = element.checked && element.closest('li')?.querySelector('.desk-asked details');
		if (asked) {
			asked.open = true;
		}
	} else if (key === '?') {
		listKeys();
	} else if (viewer?.stage && viewerKeys[key] && !scrolls) {
		viewer.acts[viewerKeys[key]]();
	} else {
		return;
	}
	event.preventDefault();
});

/* All of a list's page, or nothing; without script its link asks the server for the same. */
document.querySelector('[data-all]')?.addEventListener('click', (event) => {
	const boxes = Array.from(document.querySelectorAll('.desk-tick input'));
	const on = boxes.some((box) => !box.checked);
	boxes.forEach((box) => { box.checked = on; });
	event.preventDefault();
});

/* The rows of a list: the keys go from one to the next, tick it and open it. */
const rowKeys = document.querySelector('.desk-rowkeys');
const rows = Array.from(document.querySelectorAll('[data-rows] [data-row]'));
let row = -1;
if (rowKeys && rows.length) {
	rowKeys.hidden = false;
	rows.forEach((link, at) => link.closest('tr').addEventListener('focusin', () => { row = at; }));
	rowKeys.addEventListener('click', (event) => {
		const key = event.target.closest('button');
		if (!key) {
			return;
		}
		if ('step' in key.dataset) {
			row = Math.max(0, Math.min(rows.length - 1, row + Number(key.dataset.step)));
		}
		const link = rows[Math.max(0, row)];
		link.focus();
		if ('enter' in key.dataset) {
			link.click();
		} else if ('ticks' in key.dataset) {
			link.closest('tr').querySelector('[type="checkbox"]')?.click();
		}
	});
}

/* The session ends after data-idle seconds without a request; two minutes before, this says so. */
const idle = Number(words.idle);
if (idle > 0) {
	const bar = document.createElement('p');
	const said = document.createElement('span');
	const stay = document.createElement('button');
	let end = Date.now() + idle * 1000;
	bar.className = 'desk-idle';
	bar.hidden = true;
	said.setAttribute('role', 'status');
	stay.className = 'qiao-link';
	stay.type = 'button';
	stay.textContent = words.idleStay;
	bar.append(said, ' ', stay);
	body.prepend(bar);

	stay.addEventListener('click', async () => {
		const answer = await fetch(words.idleUrl, { cache: 'no-store' }).catch(() => null);
		if (answer?.ok && !answer.redirected) {
			end = Date.now() + idle * 1000;
			bar.hidden = true;
		}
	});

	setInterval(() => {
		const left = Math.max(0, Math.round((end - Date.now()) / 1000));
		if (left > 120) {
			return;
		}
		bar.hidden = false;
		stay.hidden = left === 0;
		const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
		said.textContent = left ? words.idleText.replace('{1}', clock) : words.idleOver;
		/* Spoken once, then quietly counted. */
		said.setAttribute('aria-live', left % 60 === 0 || left > 118 ? 'polite' : 'off');
	}, 1000);
}

addEventListener('submit', (event) => {
	event.submitter?.setAttribute('aria-busy', 'true');
	setTimeout(() => event.submitter?.removeAttribute('aria-busy'), 15000);
});
addEventListener('pageshow', () => {
	document.querySelectorAll('[aria-busy]').forEach((one) => one.removeAttribute('aria-busy'));
});
