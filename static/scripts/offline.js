/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* On the page of a dropped line: which of its words are meant, and the way back as soon as there is one. */
const { state } = document.querySelector('[data-state]').dataset;
const SOON = 1000;
const LATE = 10000;
let pause = LATE;
let timer;

/* never what was sent: that is offered once its page is there again */
function again() {
	clearTimeout(timer);
	timer = 0;
	location.replace(location.pathname + location.search);
}

/* A phone says that it is online before anything comes through: the worker asks, which will fetch the page (worker.js). */
function ask() {
	timer = setTimeout(ask, pause);
	pause = Math.min(2 * pause, LATE);
	if (!document.hidden) {
		fetch('/robots.txt', { method: 'HEAD', cache: 'no-store' }).then((reply) => reply.ok && timer && again(), () => 0);
	}
}

function askNow() {
	clearTimeout(timer);
	pause = SOON;
	ask();
}

document.querySelectorAll('[data-when]').forEach((p) => { p.hidden = !state.split(' ').includes(p.dataset.when); });
document.querySelectorAll('[data-again]').forEach((button) => {
	button.hidden = false;
	button.addEventListener('click', again);
});

/* whoever opened it by its own address stays; another language is that of the page which was asked for */
if (!/\/offline$/.test(location.pathname)) {
	document.querySelectorAll('.qiao-languages a').forEach((a) => {
		a.href = a.pathname.slice(0, 3) + location.pathname.slice(3) + location.search;
	});
	addEventListener('online', askNow);
	document.addEventListener('visibilitychange', () => document.hidden || askNow());
	timer = setTimeout(ask, LATE);
}
