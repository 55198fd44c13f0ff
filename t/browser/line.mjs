/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A line of 400 kbit/s and 300 ms, by the DevTools protocol. Before a page is painted its HTML and one style sheet
 * come, 14,600 bytes in two round trips, and nothing else blocks it; a second page costs its HTML alone. What it
 * takes is printed (doc/performance.md has a run) and no test of it: machines are slow when others work on them. TAP.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { done, here, ok, phone, root, same } from './product.mjs';

const LINE = { offline: false, latency: 300, downloadThroughput: 50000, uploadThroughput: 50000 };
const FLIGHT = 14600;
const SCRIPT = 10240;

/* What was asked for, as the network saw it, until the page is complete. */
async function view(page, cdp, path) {
	const asked = new Map();
	const seen = (event, note) => cdp.on(event, (e) => asked.has(e.requestId) && Object.assign(asked.get(e.requestId), note(e)));
	cdp.removeAllListeners();
	cdp.on('Network.requestWillBeSent', (e) => asked.set(e.requestId,
		{ path: new URL(e.request.url).pathname, type: e.type, hops: e.redirectResponse ? 1 : 0, bytes: 0, kept: false }));
	seen('Network.requestServedFromCache', () => ({ kept: true }));
	seen('Network.responseReceived', (e) => ({ kept: e.response.fromDiskCache || e.response.fromServiceWorker, status: e.response.status }));
	seen('Network.loadingFinished', (e) => ({ bytes: e.encodedDataLength }));
	await page.goto(path, { waitUntil: 'load' });
	await page.waitForTimeout(400);
	const times = await page.evaluate(() => ({
		blocking: performance.getEntriesByType('resource').filter((r) => r.renderBlockingStatus === 'blocking').map((r) => new URL(r.name).pathname),
		painted: Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0),
		complete: Math.round(performance.getEntriesByType('navigation')[0].loadEventEnd),
	}));
	return { ...times, asked: [...asked.values()] };
}

const list = (asked) => asked.map((a) => `${a.path} ${a.type} ${a.bytes}${a.kept ? ', kept' : ''}`);

async function first(name, path, cookies, then) {
	const context = await phone({ serviceWorkers: 'block' });
	await context.addCookies(Object.entries(cookies).map(([n, value]) => ({ name: n, value, url: here.url })));
	const page = await context.newPage();
	const cdp = await context.newCDPSession(page);
	await cdp.send('Network.enable');
	await cdp.send('Network.emulateNetworkConditions', LINE);
	const one = await view(page, cdp, path);
	const of = (type) => one.asked.filter((a) => a.type === type);
	const bytes = (parts) => parts.reduce((sum, a) => sum + a.bytes, 0);
	const way = [...of('Document'), ...of('Stylesheet')];
	console.log(`# ${name}: painted after ${one.painted} ms, complete after ${one.complete} ms; ${bytes(way)} bytes of HTML and styles with their headers, ${bytes(of('Script'))} of scripts`);
	ok(of('Document').length === 1 && of('Document')[0].hops === 0, `${name}: no redirect`, list(one.asked));
	same(one.blocking, of('Stylesheet').map((a) => a.path), 'one style sheet is waited for before it is painted, and nothing else');
	ok(of('Stylesheet').length === 1 && bytes(way) <= FLIGHT, 'which is two round trips and within a connection\'s first flight', list(one.asked));
	ok(bytes(of('Script')) <= SCRIPT, `all scripts within ${SCRIPT} bytes`, list(of('Script')));
	ok(one.asked.every((a) => ['Document', 'Stylesheet', 'Script'].includes(a.type) || a.path.startsWith('/static/icon.')),
		'no picture, no font, nothing that a script asks for', list(one.asked));
	const two = await view(page, cdp, then);
	const sent = two.asked.filter((a) => !a.kept && a.bytes > 0);
	console.log(`# ${name}, a second page: painted after ${two.painted} ms, complete after ${two.complete} ms; ${bytes(sent)} bytes`);
	ok(sent.length === 1 && sent[0].type === 'Document', 'a second page costs its HTML only', list(two.asked));
	await context.close();
}

const env = { ...process.env, QIAO_URL: here.url, QIAO_DATA: here.data };
const { pages, cookies } = JSON.parse(execFileSync(join(root, 't/browser/line-arrange.py'), { env, encoding: 'utf8' }));
await first('guide', pages.guide, {}, pages.catalogue);
await first('form', pages.form, cookies, pages.materials);
await first('tracking', pages.tracking, cookies, pages.receipt);
await done();
