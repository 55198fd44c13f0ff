/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The styles and scripts as they are built: small, complete, legible, ours. TAP. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { classesIn } from '../../static/prune.mjs';
import { audit } from './styles-audit.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const out = mkdtempSync(join(tmpdir(), 'qiao-styles-'));
let count = 0;
let failed = 0;

function ok(good, text, notes = []) {
	console.log(`${good ? 'ok' : 'not ok'} ${++count} - ${text}`);
	if (!good) {
		failed++;
		notes.forEach((note) => console.log(`# ${note}`));
	}
}

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

const sample = readFileSync(join(here, 'styles.html'), 'utf8').replace('PORTAL_CSS', css.portal);
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
	args: ['--no-sandbox'],
});
for (const size of ['small', 'medium', 'large']) {
	for (const [colorScheme, width] of [['light', 360], ['dark', 360], ['light', 320], ['light', 1280]]) {
		const context = await browser.newContext({ colorScheme, viewport: { width, height: 740 } });
		const page = await context.newPage();
		await page.setContent(sample.replace('size-medium', `size-${size}`));
		const faults = await audit(page);
		ok(faults.length === 0, `${colorScheme}, ${width} px wide, ${size} text: legible and easy to hit`, faults);
		await context.close();
	}
}

const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
const page = await context.newPage();
await page.setContent(sample);
await page.keyboard.press('Tab');
const skip = await page.evaluate(() => {
	const box = document.activeElement.getBoundingClientRect();
	return document.activeElement.className === 'govuk-skip-link' && box.height > 20;
});
ok(skip, 'the first Tab shows the skip link');
const rings = [];
for (let i = 0; i < 40; i++) {
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
await page.emulateMedia({ media: 'print' });
ok(await page.evaluate(() => [...document.querySelectorAll('.qiao-nav, .qiao-footer, .govuk-button')]
	.every((e) => e.getClientRects().length === 0)), 'paper has neither menu nor buttons');
await browser.close();
rmSync(out, { recursive: true });
console.log(`1..${count}`);
process.exit(failed ? 1 : 0);
