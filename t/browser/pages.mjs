/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Every page of a resident at 360×740, in Chinese and English: legible, within the screen,
 * without complaints of the browser, and with its styles within the 14,600 bytes of a
 * connection's first flight, as doc/weights.md says; with --update that is written. TAP.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { audit } from './styles-audit.mjs';
import { done, here, listen, ok, phone, root } from './product.mjs';
import { bytesOf, differences, kept, table, weigh } from './weights.mjs';

const FLIGHT = 14600;		/* ten segments of 1460 bytes (RFC 6928) */
const SCRIPT = 10240;
const KEPT = 8192;
const folder = mkdtempSync(join(tmpdir(), 'qiao-chosen-'));

/* Printed with its grounds ("background graphics") by a phone with a dark scheme: dark on light, as paper is. */
async function onPaper(page) {
	await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
	const dark = await page.evaluate(() => [...document.querySelectorAll('html, body, body *')].filter((e) => {
		const [r, g, b, a = 1] = getComputedStyle(e).backgroundColor.match(/[\d.]+/g).map(Number);
		return e.getClientRects().length && a > 0.5 && Math.max(r, g, b) < 128 && e.offsetHeight > 24;
	}).map((e) => `dark on paper: <${e.localName} class="${e.className}">`));
	const mark = await page.evaluate(() => [...document.querySelectorAll('.qiao-mark')].map((e) => getComputedStyle(e).color)[0]);
	const pale = (await audit(page)).filter((fault) => fault.startsWith('contrast')).map((fault) => `on paper: ${fault}`);
	await page.emulateMedia({ media: null, colorScheme: null });
	return [...dark, ...pale, ...(mark === 'rgb(255, 255, 255)' || !mark ? [] : [`on paper: the mark is ${mark} on red`])];
}

async function visit(page, faults, name, path) {
	faults.length = 0;
	const reply = await page.goto(path, { waitUntil: 'load' });
	const found = await audit(page);
	if (path.startsWith('/zh/')) {
		found.push(...await onPaper(page));
	}
	const lang = await page.evaluate(() => document.documentElement.lang);
	const empty = await page.evaluate(() => [...document.querySelectorAll('main a, main button, main label, main legend, main h1, main h2, main h3, main dt')]
		.filter((e) => e.textContent.trim() === '' && !e.querySelector('img[alt]')).map((e) => e.outerHTML.slice(0, 120)));
	const expected = name === 'not found' ? 404 : 200;
	const status = reply.status() === expected ? [] : [`status ${reply.status()}`];
	return [...status, ...found, ...faults, ...empty.map((e) => `empty: ${e}`),
		...(lang.startsWith(path.slice(1, 3)) ? [] : [`lang is ${lang}`])];
}

/* With the worker for pages without a line in one of them: it is the same, and each page waits for it. */
async function language(lang, { pages, cookies }) {
	const context = await phone(lang === 'zh' ? { locale: 'zh-CN' } : { locale: 'en-GB', serviceWorkers: 'block' });
	const page = await context.newPage();
	const faults = [];
	listen(page, faults);
	const visitors = { 'sign-in': `/${lang}/sign-in`, 'home, visitor': `/${lang}/` };
	const all = [...Object.entries(visitors).map((e) => [...e, {}]), ...Object.entries(pages).map((e) => [...e, cookies])];
	let fat = [];
	let largest = ['', 0];
	for (const [name, path, jar] of all) {
		await context.clearCookies();
		await context.addCookies(Object.entries(jar).map(([n, value]) => ({ name: n, value, url: here.url })));
		const wrong = await visit(page, faults, name, path);
		const size = await bytesOf(path, jar);
		console.log(`# ${String(size.html).padStart(6)} + ${size.css} = ${String(size.html + size.css).padStart(6)}  (${size.plain} plain)  ${lang} ${name}`);
		if ((size.status === 200 && size.packed !== 'gzip') || !size.css || size.html + size.css > FLIGHT) {
			fat.push(`${name}: ${size.html} + ${size.css}, ${size.packed}`);
		}
		largest = size.html + size.css > largest[1] ? [name, size.html + size.css] : largest;
		ok(wrong.length === 0, `${lang} ${name}`, wrong.slice(0, 12));
	}
	ok(fat.length === 0, `${lang}: every page with its styles within ${FLIGHT} bytes; the largest is "${largest[0]}", ${largest[1]}`, fat);
	await context.close();
}

/* The tabs that only a form can show. */
async function afterForms(lang) {
	const context = await phone({ locale: lang === 'zh' ? 'zh-CN' : 'en-GB' });
	const page = await context.newPage();
	const faults = [];
	listen(page, faults);
	await page.goto(`/${lang}/sign-in`);
	await page.locator('[name="contact"]').fill('nobody');
	await Promise.all([page.waitForNavigation(), page.locator('main form button[type="submit"]').first().click()]);
	const wrong = [...await audit(page), ...faults];
	ok(wrong.length === 0 && await page.locator('.govuk-error-summary').count() === 1, `${lang} a refused form`, wrong);
	faults.length = 0;
	await page.locator('[name="contact"]').fill(`pages-${Date.now().toString(36)}@example.org`);
	await Promise.all([page.waitForNavigation(), page.locator('main form button[type="submit"]').first().click()]);
	const code = [...await audit(page), ...faults];
	ok(code.length === 0 && page.url().includes('/sign-in/code'), `${lang} the page that asks for the code`, code);
	const cookies = Object.fromEntries((await context.cookies()).map((c) => [c.name, c.value]));
	const size = await bytesOf(`/${lang}/sign-in/code`, cookies);
	ok(size.html + size.css <= FLIGHT, `${lang} which has ${size.html + size.css} bytes`);
	await context.close();
}

/* What a browser knows of the chosen files is said beside the field, before anything is sent. */
async function chosen(lang, { pages, cookies }) {
	const context = await phone({ locale: lang === 'zh' ? 'zh-CN' : 'en-GB' });
	const page = await context.newPage();
	const faults = [];
	listen(page, faults);
	await context.addCookies(Object.entries(cookies).map(([n, value]) => ({ name: n, value, url: here.url })));
	await page.goto(pages['papers from before'].replace('/again', ''));
	const input = page.locator('input[type="file"]');
	/* from the disk: 25 MB that playwright hands over itself take the page half a minute */
	const file = (name, size) => {
		writeFileSync(join(folder, name), Buffer.alloc(size, 1));
		return join(folder, name);
	};
	const told = async (...files) => {
		await input.setInputFiles(files);
		return page.locator('.govuk-error-message').allTextContents();
	};
	const say = (key) => input.evaluate((e, k) => e.dataset[k], key);
	const room = Number(await say('room'));
	ok((await told(file('one.jpg', 9), file('two.pdf', 9), file('three.heic', 9))).length === 0,
		`${lang} good files say nothing`);
	const many = await told(...Array.from({ length: room + 1 }, (_, i) => file(`${i}.jpg`, 9)));
	ok(many.length === 1 && many[0].includes(room) && many[0].includes(room + 1), `${lang} more than there is room for`, many);
	const bad = await told(file('large.jpg', (25 << 20) + 1), file('film.mp4', 9), file('none.jpg', 0));
	ok(bad.length === 3 && bad[0].includes('large.jpg') && bad[0].includes(await say('large')) &&
		bad[1].includes('film.mp4') && bad[1].includes(await say('kind')) && bad[2].includes(await say('empty')), `${lang} too large, another kind, empty`, bad);
	const wrong = await audit(page);
	ok(wrong.length === 0 && await input.getAttribute('aria-invalid') === 'true' &&
		(await input.getAttribute('aria-describedby')).split(' ').every((id) => id), `${lang} it looks as the server says it`, wrong);
	ok((await told(file('one.jpg', 9))).length === 0 && await input.getAttribute('aria-invalid') === null, `${lang} and goes with another choice`, faults);
	await context.close();
}

const env = { ...process.env, QIAO_URL: here.url, QIAO_DATA: here.data };
const arranged = JSON.parse(execFileSync(join(root, 't/browser/pages-arrange.py'), { env, encoding: 'utf8' }));
const kinds = await weigh(arranged);
const weights = join(root, 'doc/weights.md');
if (process.argv.includes('--update')) {
	writeFileSync(weights, table(kinds));
}
const sizes = Object.entries(kinds).flatMap(([kind, row]) => Object.entries(row).map(([lang, size]) => ({ name: `${lang} ${kind}`, ...size })));
const tooMuch = sizes.filter((size) => size.html + size.css > FLIGHT || size.js > SCRIPT || !size.css);
ok(tooMuch.length === 0, `every kind of page in four languages within ${FLIGHT} bytes, and its scripts within ${SCRIPT}`,
	tooMuch.map((size) => `${size.name}: ${size.html} + ${size.css}, scripts ${size.js}`));
ok(kept(kinds) <= KEPT, `the page of a dropped line in four languages within ${KEPT}`, kept(kinds));
const off = differences(readFileSync(weights, 'utf8'), kinds);
ok(off.length === 0, 'doc/weights.md says so; if it is meant: t/browser/pages.t --update', off);
for (const lang of process.argv.includes('--update') ? [] : ['zh', 'en']) {
	await language(lang, arranged[lang]);
	await afterForms(lang);
	await chosen(lang, arranged[lang]);
}
rmSync(folder, { recursive: true });
await done();
