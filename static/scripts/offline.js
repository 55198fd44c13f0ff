/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* On the page of a dropped line: which of its words are meant, and the way back as soon as there is one. */
const { state } = document.querySelector('[data-state]').dataset;

/* never what was sent: that is offered once its page is there again */
function again() {
	location.replace(location.pathname + location.search);
}

document.querySelectorAll('[data-when]').forEach((p) => { p.hidden = !state.split(' ').includes(p.dataset.when); });
document.querySelectorAll('[data-again]').forEach((button) => {
	button.hidden = false;
	button.addEventListener('click', again);
});

/* whoever opened it by its own address stays */
if (!/\/offline$/.test(location.pathname)) {
	addEventListener('online', again);
	setInterval(() => {
		if (!document.hidden) {
			fetch('/robots.txt', { method: 'HEAD', cache: 'no-store' }).then(again, () => 0);
		}
	}, 10000);
}
