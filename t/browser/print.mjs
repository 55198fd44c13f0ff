/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A guide on paper: one A4 sheet, with a black box to tick before each paper, all of them shown, no
 * gap, and the page's address at the foot. Every guide is laid out for print in each language;
 * the tallest become PDFs, with QIAO_LONG all of them. TAP.
 */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { desktop, done, ok, root } from './product.mjs';

const MM = 96 / 25.4;
const SHEET = { width: Math.floor((210 - 22) * MM), height: Math.floor((297 - 22) * MM) };
const TALLEST = process.env.QIAO_LONG ? Infinity : 4;	/* that are made PDFs, of each language */
const GAP = 28;			/* pixels: what a heading has before it, and no more */

const codes = readdirSync(join(root, 'formalities'), { recursive: true })
    .filter((path) => /\/.*\.hdf$/.test(path)).map((path) => basename(path, '.hdf')).sort();

/* What stands on the paper, as it is drawn for it. */
function paper() {
	const shown = (e) => e.checkVisibility({ contentVisibilityAuto: true });
	const box = (li) => {
		const s = getComputedStyle(li, '::before');
		return s.borderTopStyle === 'solid' && s.borderRadius === '0px' && parseFloat(s.width) >= 8
		    && s.borderTopColor === 'rgb(0, 0, 0)';
	};
	const lines = [...document.querySelectorAll('h1, h2, h3, p, li, summary span, dt, dd, strong')]
		.filter((e) => shown(e) && !e.matches('.qiao-print'))
		.map((e) => [e.getBoundingClientRect(), e.textContent]).sort((a, b) => a[0].top - b[0].top);
	const gaps = [];
	let bottom = lines[0][0].bottom;
	for (const [rect, text] of lines) {
		gaps.push([rect.top - bottom, text]);
		bottom = Math.max(bottom, rect.bottom);
	}
	const foot = document.querySelector('.qiao-print');
	const items = [...document.querySelectorAll('.qiao-papers li')];
	return {
		height: Math.ceil(document.body.getBoundingClientRect().height),
		gaps: gaps.sort((a, b) => b[0] - a[0])[0],
		foot: foot && shown(foot) && foot.getBoundingClientRect().top >= bottom ? foot.textContent : '',
		canonical: document.querySelector('link[rel=canonical]').href,
		hidden: items.filter((li) => !shown(li)).map((li) => li.textContent),
		unticked: items.filter((li) => !box(li)).map((li) => li.textContent),
		pressed: [...document.querySelectorAll('.govuk-button, nav, footer, .qiao-screen')].filter(shown)
			.map((e) => e.outerHTML.slice(0, 80)),
		small: parseFloat(getComputedStyle(document.querySelector('.govuk-body')).fontSize) * 0.75,
	};
}

/* Another guide in the place of this one: the same head but for its address, and what its scripts would do they do not. */
async function turn(path) {
	const next = new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html');
	for (const own of ['link[rel=canonical]', 'body']) {
		document.querySelector(own).replaceWith(next.querySelector(own));
	}
}

async function language(lang) {
	const context = await desktop({ viewport: SHEET, serviceWorkers: 'block' });
	const page = await context.newPage();
	const tall = [];
	const wrong = [];
	const many = [];
	let smallest = 99;
	await page.emulateMedia({ media: 'print' });
	await page.goto(`/${lang}/formalities/${codes[0]}`, { waitUntil: 'load' });
	for (const code of codes) {
		await page.evaluate(turn, `/${lang}/formalities/${code}`);
		const seen = await page.evaluate(paper);
		tall.push([seen.height, code]);
		smallest = Math.min(smallest, seen.small);
		if (seen.gaps[0] > GAP) {
			wrong.push(`${code}: a gap of ${Math.round(seen.gaps[0])} pixels before ${seen.gaps[1]}`);
		}
		if (seen.foot !== seen.canonical || !seen.canonical.endsWith(`/${lang}/formalities/${code}`)) {
			wrong.push(`${code}: at the foot stands ${seen.foot}`);
		}
		for (const what of ['hidden', 'unticked', 'pressed']) {
			wrong.push(...seen[what].map((text) => `${code}: ${what}: ${text}`));
		}
	}
	tall.sort((a, b) => b[0] - a[0]);
	ok(codes.length > 0 && wrong.length === 0, `${lang}: ${codes.length} guides show each paper with a black box, no gap, nothing to press, and their address at the foot`, wrong.slice(0, 12));
	ok(smallest >= 8, `${lang}: in letters of ${smallest.toFixed(1)} points at least`);
	ok(tall[0][0] <= SHEET.height, `${lang}: the tallest, ${tall[0][1]}, has ${tall[0][0]} of ${SHEET.height} pixels`,
	    tall.filter(([height]) => height > SHEET.height).map((t) => t.join(' ')));
	for (const [, code] of tall.slice(0, TALLEST)) {
		await page.goto(`/${lang}/formalities/${code}`, { waitUntil: 'load' });
		const pdf = await page.pdf({ format: 'A4' });
		const sheets = (pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
		const text = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).stdout.trimEnd();
		if (sheets !== 1) {
			many.push(`${code} has ${sheets}`);
		}
		if (!text.endsWith(`/${lang}/formalities/${code}`)) {
			many.push(`${code} ends in ${text.slice(-80)}`);
		}
	}
	ok(many.length === 0, `${lang}: ${Math.min(TALLEST, codes.length)} as PDFs are one sheet each, with the address as its last line`, many);
	await context.close();
}

for (const lang of ['zh', 'en', 'it', 'es']) {
	await language(lang);
}
await done();
