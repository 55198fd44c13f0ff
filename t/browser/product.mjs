/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the browser tests of the running product share: TAP, the instance, Chromium.
 * QIAO_URL and QIAO_DATA name a running demo instance (`./qiao check` sets them); without
 * them one is started in a folder of its own, and removed at the end.
 */
import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const fixture = (name) => join(root, 't/fixture', name);

let count = 0;
let failed = 0;

export function ok(good, text, notes = []) {
	console.log(`${good ? 'ok' : 'not ok'} ${++count} - ${text}`);
	if (!good) {
		failed++;
		[notes].flat().forEach((note) => console.log(`#   ${String(note).replace(/\s+/g, ' ').slice(0, 600)}`));
	}
	return good;
}

export const same = (got, want, text) => ok(JSON.stringify(got) === JSON.stringify(want), text,
    [`got  ${JSON.stringify(got)}`, `want ${JSON.stringify(want)}`]);

function freePort() {
	return new Promise((done) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => done(port));
		});
	});
}

async function startOwn() {
	const data = mkdtempSync(join(tmpdir(), 'qiao-browser-'));
	const port = await freePort();
	const env = { ...process.env, QIAO_PORT: String(port), QIAO_DATA: data, QIAO_DEMO: '1' };
	const qiao = (...words) => spawnSync(join(root, 'qiao'), words, { env, encoding: 'utf8' });
	const told = qiao('serve', '--detach');
	process.on('exit', () => {
		qiao('stop');
		rmSync(data, { recursive: true, force: true });
	});
	if (told.status !== 0) {
		throw new Error(`./qiao serve: ${told.stdout}${told.stderr}`);
	}
	return { url: `http://localhost:${port}`, data };
}

export const here = process.env.QIAO_URL && process.env.QIAO_DATA
	? { url: process.env.QIAO_URL, data: process.env.QIAO_DATA } : await startOwn();
export const { accounts } = JSON.parse(readFileSync(join(here.data, 'demo.json'), 'utf8'));

/* No page is here for long enough to be worth what V8's optimizing compilers and threads take, nor a process for drawing. */
export const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
	args: ['--no-sandbox', '--js-flags=--no-opt --no-maglev --single-threaded', '--in-process-gpu', '--disable-gpu', '--disable-quic', '--no-first-run',
		'--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

/*
 * Whatever a page complains of: scripts, policies, files that do not come. Not of its own
 * status, which Chromium calls an error too, and not of Chromium's own frame around a photograph.
 */
export function listen(page, faults) {
	page.on('console', (m) => {
		const { url } = m.location();
		const own = /the server responded with a status of 4/.test(m.text()) && url === page.url();
		const blocked = m.text().startsWith('Service Worker registration blocked by Playwright');	/* as a test asks */
		if (['error', 'warning'].includes(m.type()) && !own && !blocked && !/\/files\/\d+$/.test(page.url())) {
			faults.push(`${m.type()}: ${m.text()} (${url})`);
		}
	});
	page.on('pageerror', (e) => faults.push(`script: ${e.message}`));
	page.on('requestfailed', (r) => !/ERR_ABORTED/.test(r.failure()?.errorText ?? '') &&
	    faults.push(`failed: ${r.url()} ${r.failure()?.errorText}`));
	page.on('response', (r) => r.status() >= 400 && r.request().resourceType() !== 'document' &&
	    faults.push(`${r.status()}: ${r.url()}`));
}

export function phone(options = {}) {
	return browser.newContext({
		viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true,
		locale: 'zh-CN', timezoneId: 'Europe/Rome', baseURL: here.url, ...options,
	});
}

export function desktop(options = {}) {
	return browser.newContext({
		viewport: { width: 1280, height: 800 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: here.url,
		...options,
	});
}

/* RFC 6238, six digits; the secret is base32. */
function totp(secret, step) {
	const bits = [...secret.replace(/=+$/, '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c)
		.toString(2).padStart(5, '0')).join('');
	const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
	const message = Buffer.alloc(8);
	message.writeBigUInt64BE(BigInt(step));
	const mac = createHmac('sha1', key).update(message).digest();
	return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1e6).padStart(6, '0');
}

/* A step is taken once only: the next one is waited for if this account has just used it. */
const taken = new Map();
const begun = Math.floor(Date.now() / 30000);	/* another test may have taken every step until now */
export async function codeOf(account) {
	let step;
	for (;;) {
		step = Math.floor(Date.now() / 30000);
		/* the step before and the one after are good too (clocks differ) */
		step = Math.max(step - 1, (taken.get(account.sign_in_name) ?? begun) + 1);
		if (step <= Math.floor(Date.now() / 30000) + 1) {
			break;
		}
		await new Promise((done) => setTimeout(done, 500));
	}
	taken.set(account.sign_in_name, step);
	return totp(account.totp, step);
}

/* The digits that the demo inbox has for a contact, read beside the page that asks for them; '' if none come. */
export async function codeFor(contact, page) {
	const inbox = await page.context().newPage();
	let code;
	for (let i = 0; i < 50 && !code; i++) {
		await inbox.goto('/demo/inbox');
		const all = await inbox.locator('main').innerText();
		code = all.includes(contact) && all.slice(all.indexOf(contact)).match(/\b\d{6}\b/)?.[0];
		await inbox.waitForTimeout(code ? 0 : 200);
	}
	await inbox.close();
	return code || '';
}

export async function done() {
	await browser.close();
	console.log(`1..${count}`);
	process.exit(failed ? 1 : 0);
}
