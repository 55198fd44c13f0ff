/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which button sent a form, also where a browser does not say it (Safari 12 to 15.3, Chrome 79 and 80). */
let last = null;

/* Enter in a field clicks the form's first button, too. */
addEventListener('click', (event) => {
	last = event.target.closest('button');
}, true);

export function pressed(event) {
	return event.submitter || (last && last.form === event.target ? last : null);
}
