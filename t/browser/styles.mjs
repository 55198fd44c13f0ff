/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The styles and scripts as they are built: small, complete, legible, ours; and /demo/styles, which has every part
 * of a resident's page in every state: that it has, in four languages, in light and dark, at each text size. TAP.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { classesIn } from '../../static/prune.mjs';
import { browser, done, here, listen, ok, root } from './product.mjs';
import { audit } from './styles-audit.mjs';

const out = mkdtempSync(join(tmpdir(), 'qiao-styles-'));

const build = (to) => execFileSync('node', [join(root, 'static/build.mjs'), to], { encoding: 'utf8' });
const read = (file) => readFileSync(join(out, file));
const fileOf = (stem, end) => readdirSync(out).find((f) => f.startsWith(`${stem}.`) && f.endsWith(end));

ok(build(out) === '', 'the build is quiet');
const manifest = read('assets.hdf').toString();
build(out);
ok(read('assets.hdf').toString() === manifest, 'the same input gives the same names');

for (const [, path] of manifest.matchAll(/= \/static\/(\S+)/g)) {
	ok(gunzipSync(read(`${path}.gz`)).equals(read(path)) &&
	    brotliDecompressSync(read(`${path}.br`)).equals(read(path)), `${path.split('.')[0]} ${path.split('.').pop()}: the compressed files hold the same`);
}

/* A page's HTML and CSS share the 14,600 bytes of a connection's first flight. */
for (const [file, most] of [['portal.css.gz', 9000], ['portal.css.br', 7500], ['portal.js.gz', 6000]]) {
	const [stem, ...end] = file.split('.');
	const size = read(fileOf(stem, `.${end.join('.')}`)).length;
	ok(size <= most, `${file} has ${size} bytes, at most ${most}`);
}

const css = Object.fromEntries(['portal', 'desk'].map((s) => [s, read(fileOf(s, '.css')).toString()]));
for (const [sheet, text] of Object.entries(css)) {
	const foreign = text.match(/url\(|@import|GDS Transport|crown|crest/gi) ?? [];
	ok(foreign.length === 0, `${sheet}.css takes nothing from elsewhere`, foreign);
}

/* A class that no sheet knows is a slip of the pen. These two say "no change". */
const plain = new Set(['is-medium', 'size-medium', 'is-turn-0', 'is-zoom-1']);
const govuk = readFileSync(join(root, 'node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.css'), 'utf8');
const known = (text, name) => text.includes(`.${name}`);
for (const file of readdirSync(join(root, 'templates'), { recursive: true }).filter((f) => f.endsWith('.cs')).sort()) {
	const names = [...readFileSync(join(root, 'templates', file), 'utf8').matchAll(/class="([^"]*)"/g)]
		.flatMap(([, value]) => [...classesIn([value])]);
	const strange = names.filter((name) => !plain.has(name) &&
	    ![css.portal, css.desk, govuk].some((text) => known(text, name)));
	ok(strange.length === 0, `${file}: every class has a style`, strange);
}

/* What a page with a way back has not, what is under way, and what a paper has. */
const elsewhere = new Set(['qiao-trail', 'qiao-sending', 'qiao-sendings', 'qiao-print']);
const markup = readdirSync(join(root, 'templates'), { recursive: true })
	.filter((f) => /\.cs$/.test(f) && !/(^|\/)desk(\/|\.cs$)|proposal\.cs$/.test(f))
	.map((f) => readFileSync(join(root, 'templates', f), 'utf8'))
	.concat(readFileSync(join(root, 'static/scripts/portal.js'), 'utf8'));
const parts = [...classesIn(markup)].filter((name) => !name.endsWith('-') && !elsewhere.has(name) && css.portal.includes(`.${name}`));

const faults = [];
async function open(path, options) {
	const context = await browser.newContext({ baseURL: here.url, reducedMotion: 'reduce', ...options });
	const page = await context.newPage();
	listen(page, faults);
	await page.goto(path);
	return page;
}

for (const lang of ['zh', 'en', 'it', 'es']) {
	const page = await open(`/${lang}/demo/styles`, { viewport: { width: 360, height: 740 } });
	const lacking = await page.evaluate((names) => names.filter((name) => !document.getElementsByClassName(name).length), parts);
	ok(lacking.length === 0, `${lang}: it has every part of a resident's page`, lacking);
	const bare = await page.evaluate(() => [...document.querySelectorAll('h1, h2, h3, label, legend, a, b, dt, dd, p, button')]
		.filter((e) => e.textContent.trim() === '' && !e.querySelector('img') && !e.hidden).map((e) => e.outerHTML.slice(0, 120)));
	ok(bare.length === 0, 'and each has its words', bare);
	const menu = await page.evaluate(() => new Set([...document.querySelectorAll('.qiao-nav a')].map((a) => a.offsetTop)).size);
	ok(menu === 1, 'the menu is one line', menu);
	for (const [colorScheme, width, size] of [['light', 360, 'medium'], ['dark', 320, 'large'],
	    ...lang === 'zh' ? [['light', 360, 'small'], ['dark', 1280, 'medium']] : []]) {
		await page.emulateMedia({ colorScheme });
		await page.setViewportSize({ width, height: 740 });
		await page.evaluate((name) => document.documentElement.setAttribute('class', name), `size-${size}`);
		const wrong = await audit(page);
		ok(wrong.length === 0, `${lang}, ${colorScheme}, ${width} px wide, ${size} text: legible and easy to hit`, wrong);
	}
	await page.context().close();
}

const page = await open('/zh/demo/styles', { viewport: { width: 360, height: 740 } });
ok(await page.evaluate(() => document.activeElement.className === 'govuk-error-summary'), 'the list of mistakes has the focus');
await page.goto('/zh/');
await page.keyboard.press('Tab');
const skip = await page.evaluate(() => {
	const box = document.activeElement.getBoundingClientRect();
	return document.activeElement.className === 'govuk-skip-link' && box.height > 20;
});
ok(skip, 'the first Tab shows the skip link');
await page.goto('/zh/demo/styles');
const rings = [];
for (let i = 0; i < 60; i++) {
	await page.keyboard.press('Tab');
	const lost = await page.evaluate(() => {
		const e = document.activeElement;
		const shown = e.matches('[type="radio"], [type="checkbox"]') ? [getComputedStyle(e.nextElementSibling, '::before')] : [getComputedStyle(e)];
		return e !== document.body && shown.every((s) => s.boxShadow === 'none' && (s.outlineStyle === 'none' || s.outlineWidth === '0px')) ? e.outerHTML.slice(0, 80) : '';
	});
	if (lost) {
		rings.push(lost);
	}
}
ok(rings.length === 0, 'whatever has the focus shows it', rings);
/* A name in Chinese, which is marked in the finished page, within a button: its line is as it would be without the mark. */
for (const path of ['/en/demo/styles', '/desk/sign-in']) {
	await page.goto(path);
	const [plain, marked] = await page.evaluate(() => ['<span>S-4001 · 李, now</span>', 'S-4001 · <bdi lang="zh-Hans">李</bdi>, now'].map((words) => {
		const button = Object.assign(document.createElement('a'), { className: 'govuk-button', innerHTML: words, style: 'width: auto; font-family: monospace' });
		document.querySelector('main').append(button);
		button.querySelectorAll('bdi').forEach((e) => { e.style.fontFamily = 'inherit'; });
		return button.getBoundingClientRect().width;
	}));
	ok(Math.abs(plain - marked) < 1, `${path}: a Chinese name within a button keeps its blanks`, [plain, marked]);
}
await page.emulateMedia({ media: 'print' });
ok(await page.evaluate(() => [...document.querySelectorAll('.qiao-nav, .qiao-footer, .govuk-button')]
	.every((e) => e.getClientRects().length === 0)), 'paper has neither menu nor buttons');
ok(faults.length === 0, 'the browser complains of nothing', faults);
rmSync(out, { recursive: true });
await done();
