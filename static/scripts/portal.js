/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A resident's page works without this; here is only comfort. */
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

each('input[name="zone"]', (input) => {
	input.value = Intl.DateTimeFormat().resolvedOptions().timeZone || '';
});

each('[data-print]', (button) => {
	button.hidden = false;
	button.addEventListener('click', () => print());
});

each('input[type="file"]', (input) => {
	input.addEventListener('change', () => {
		const names = Array.from(input.files, (file) => file.name);
		note(input, 'qiao-picked').textContent = names.length
			? words.picked.replace('{1}', names.length).replace('{2}', names.join(' · '))
			: '';
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
	if (!banner && !navigator.onLine) {
		banner = document.createElement('p');
		banner.className = 'qiao-offline';
		banner.setAttribute('role', 'alert');
		banner.textContent = words.offline;
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
	const button = event.submitter;
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
