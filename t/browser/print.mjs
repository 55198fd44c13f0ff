/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A guide on paper: one A4 sheet, with a box to tick before each paper and all of them shown.
 * Every guide is laid out for print in Chinese and English; the tallest become PDFs. TAP.
 */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { desktop, done, ok, root } from './product.mjs';

const MM = 96 / 25.4;
const SHEET = { width: Math.floor((210 - 22) * MM), height: Math.floor((297 - 22) * MM) };
const TALLEST = 3;		/* that are made PDFs, of each language */

const codes = readdirSync(join(root, 'formalities'), { recursive: true })
    .filter((path) => /\/.*\.hdf$/.test(path)).map((path) => basename(path, '.hdf')).sort();

/* What stands on the paper, as it is drawn for it. */
function paper() {
	const shown = (e) => e.checkVisibility({ contentVisibilityAuto: true });
	const box = (li) => {
		const s = getComputedStyle(li, '::before');
		return s.borderTopStyle === 'solid' && s.borderRadius === '0px' && parseFloat(s.width) >= 8;
	};
	const items = [...document.querySelectorAll('.qiao-papers li')];
	return {
		height: Math.ceil(document.body.getBoundingClientRect().height),
		hidden: items.filter((li) => !shown(li)).map((li) => li.textContent),
		unticked: items.filter((li) => !box(li)).map((li) => li.textContent),
		pressed: [...document.querySelectorAll('.govuk-button, nav, footer, .qiao-screen')].filter(shown)
			.map((e) => e.outerHTML.slice(0, 80)),
		small: parseFloat(getComputedStyle(document.querySelector('.govuk-body')).fontSize) * 0.75,
	};
}

async function language(lang) {
	const context = await desktop({ viewport: SHEET });
	const page = await context.newPage();
	const tall = [];
	const wrong = [];
	let smallest = 99;
	await page.emulateMedia({ media: 'print' });
	for (const code of codes) {
		await page.goto(`/${lang}/formalities/${code}`, { waitUntil: 'load' });
		const seen = await page.evaluate(paper);
		tall.push([seen.height, code]);
		smallest = Math.min(smallest, seen.small);
		for (const what of ['hidden', 'unticked', 'pressed']) {
			wrong.push(...seen[what].map((text) => `${code}: ${what}: ${text}`));
		}
	}
	tall.sort((a, b) => b[0] - a[0]);
	ok(codes.length > 0 && wrong.length === 0, `${lang}: ${codes.length} guides show each paper with a box and nothing to press`, wrong.slice(0, 12));
	ok(smallest >= 8, `${lang}: in letters of ${smallest.toFixed(1)} points at least`);
	ok(tall[0][0] <= SHEET.height, `${lang}: the tallest, ${tall[0][1]}, has ${tall[0][0]} of ${SHEET.height} pixels`,
	    tall.filter(([height]) => height > SHEET.height).map((t) => t.join(' ')));
	for (const [, code] of tall.slice(0, TALLEST)) {
		await page.goto(`/${lang}/formalities/${code}`, { waitUntil: 'load' });
		const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
		const sheets = (pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
		ok(sheets === 1, `${lang}: ${code} as a PDF is one sheet`, [`it has ${sheets}`]);
	}
	await context.close();
}

for (const lang of ['zh', 'en']) {
	await language(lang);
}
await done();
