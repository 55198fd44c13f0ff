/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What could not be sent, on the phone: a row a form, {path, at, iv, sealed}. The key is the server's and stands
 * only in its person's pages, so that a row says nothing to whoever uses the phone after them. A row
 * {path: "done /zh/…", began, at} says that an answer came before the row of its form was written.
 * What was typed when another language or text size was asked for has a row {path: "show /…", at, iv, sealed}, and
 * once its page came {path: "done show /…", began, at}.
 */
export const WEEK = 7 * 86400000;
/* between the row of a form and what the worker hears of it */
export const MEANWHILE = 5000;

/* of a form, whatever the language */
export const shownOf = (path) => `show ${path.slice(3)}`;

export function shelf(mode, act) {
	return new Promise((resolve, reject) => {
		const asked = indexedDB.open('qiao', 1);
		asked.onupgradeneeded = () => asked.result.createObjectStore('kept', { keyPath: 'path' });
		asked.onerror = () => reject(asked.error);
		asked.onsuccess = () => {
			const work = asked.result.transaction('kept', mode);
			const found = act(work.objectStore('kept'));
			work.oncomplete = () => {
				asked.result.close();
				resolve(found.result);
			};
			work.onabort = () => {
				asked.result.close();
				reject(work.error);
			};
		};
	});
}
