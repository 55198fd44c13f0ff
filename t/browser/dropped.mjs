/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* For offline.mjs and left.mjs: a line between a telephone and the service that can be cut, what is kept on the telephone, and a resident on it. */
import { execFileSync } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { here, phone, root } from './product.mjs';

const env = { ...process.env, QIAO_URL: here.url, QIAO_DATA: here.data };
export const arrange = (...words) => JSON.parse(execFileSync(join(root, 't/browser/offline-arrange.py'), words, { env, encoding: 'utf8' }));

/*
 * "open" passes all on; "deaf" passes on what is asked and no answer; "half" of what a form is answered its first half;
 * "busy" has one answer; "cut" takes nothing.
 */
export const line = { state: 'open', status: 503, refused: 0, halves: 0, sockets: new Set() };
const server = createServer((from) => {
	if (line.state === 'cut') {
		line.refused++;
		from.destroy();
		return;
	}
	if (line.state === 'busy') {
		from.on('error', () => 0);
		from.once('data', () => from.end(`HTTP/1.1 ${line.status} Not Now\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n<h1>busy</h1>`));
		return;
	}
	const to = connect(new URL(here.url).port, '127.0.0.1');
	for (const socket of [from, to]) {
		line.sockets.add(socket);
		socket.on('error', () => 0);
		socket.on('close', () => {
			line.sockets.delete(socket);
			from.destroy();
			to.destroy();
		});
	}
	from.pipe(to);
	let isForm = false;
	const answer = [];
	from.on('data', (data) => { isForm = isForm || data.toString('latin1', 0, 5) === 'POST '; });
	to.on('data', (data) => {
		if (line.state === 'deaf') {
			setTimeout(() => from.destroy(), 50);
		} else if (line.state === 'half' && isForm) {
			answer.push(data);
			if (answer.length === 1) {
				setTimeout(() => {
					const all = Buffer.concat(answer);
					from.write(all.subarray(0, all.length / 2));
					setTimeout(() => {
						from.destroy();
						line.halves++;
					}, 100);
				}, 500);
			}
		} else {
			from.write(data);
		}
	});
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
export const url = `http://localhost:${server.address().port}`;

export function close() {
	turn('cut');
	server.close();
}

export function turn(state) {
	line.state = state;
	if (state !== 'open') {
		line.sockets.forEach((socket) => socket.destroy());
	}
}

export const rows = (page) => page.evaluate(() => new Promise((resolve) => {
	indexedDB.open('qiao').onsuccess = (event) => {
		const db = event.target.result;
		if (!db.objectStoreNames.length) {
			resolve([]);
			return;
		}
		db.transaction('kept').objectStore('kept').getAll().onsuccess = (found) => resolve(found.target.result.map((row) => ({
			path: row.path, plain: row.sealed ? new TextDecoder('latin1').decode(row.sealed) : '' })));
		db.close();
	};
}));
export const keptRows = async (page) => (await rows(page)).filter((row) => row.plain);
/* once the page's script had its time for it */
export async function leftRows(page) {
	for (let tries = 0; tries === 0 || (tries < 25 && (await keptRows(page)).length); tries++) {
		await page.waitForTimeout(400);
	}
	return keptRows(page);
}
export const press = (page, selector) => Promise.all([page.waitForNavigation(), page.locator(selector).first().click()]);

export async function entered(cookies, options) {
	const context = await phone({ baseURL: url, ...options });
	await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url })));
	const page = await context.newPage();
	await page.goto('/zh/applications');
	if (!options || options.serviceWorkers !== 'block') {
		await page.evaluate(() => navigator.serviceWorker.ready);
	}
	return page;
}
