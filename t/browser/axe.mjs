/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Every kind of a resident's page, and every page of the desk by a role that has it, under axe-core's
 * rules (WCAG 2.2 A and AA, and its good practice), as it opens and with its mistakes shown: no
 * violation. At 320 px (1280 at 400 %) nothing of a resident's page scrolls sideways in any text size (1.4.10),
 * and what is pressed is 24 px at least (2.5.8). Quotation marks in English are no wider than a letter; of an address only
 * what is for the country that was chosen is shown. TAP.
 *
 * Each page is looked at once, in Chinese and English and on a phone and on a desk by turns; with
 * QIAO_LONG each in both languages and at both widths.
 */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { browser, done, here, ok, root, same } from './product.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [{ width: 360, height: 740 }, { width: 1280, height: 800 }];
const LANGS = ['zh', 'en'];
const isLong = Boolean(process.env.QIAO_LONG);

/*
 * axe is in each page from its start, past its policy, by which playwright is not bound: as a script of the browser's,
 * which it compiles once, where half a megabyte that is sent and evaluated for each page takes longer than the rules.
 */
async function violations(page) {
	return page.evaluate(async () => {
		const { violations } = await window.axe.run(document, {
			resultTypes: ['violations'], rules: { 'target-size': { enabled: true } },
		});
		return violations.flatMap((v) => v.nodes.slice(0, 3).map((n) => `${v.id}: ${n.target.join(' ')} ${n.html.slice(0, 160)}`));
	});
}

/* What is too wide for the narrowest phone, and what is too small for a thumb. */
async function narrow(page) {
	await page.setViewportSize({ width: 320, height: 640 });
	return page.evaluate(() => {
		const faults = [];
		const html = document.documentElement;
		const name = (e) => `<${e.localName} class="${e.className}"> ${(e.textContent ?? '').trim().slice(0, 24)}`;
		for (const size of ['size-large', 'size-small', 'size-medium']) {
			html.className = size;
			const wide = html.scrollWidth - html.clientWidth;
			if (wide > 0) {
				const out = [...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().right > html.clientWidth);
				faults.push(`${size}: ${wide} px wider than 320: ${out.slice(-2).map(name)}`);
			}
		}
		for (const e of document.querySelectorAll('a[href], button, input:not([type="hidden"]), select, textarea, summary')) {
			const boxes = [e, ...(e.labels ?? [])].map((one) => one.getBoundingClientRect());
			const inText = e.localName === 'a' && e.closest('p, dd, li, .govuk-hint') && getComputedStyle(e).display === 'inline';
			const high = Math.max(...boxes.map((box) => box.height));
			const broad = Math.max(...boxes.map((box) => box.width));
			const seen = e.getClientRects().length && !e.closest('.govuk-visually-hidden, .govuk-skip-link');
			if (seen && !inText && (high < 23.5 || broad < 23.5)) {
				faults.push(`${broad.toFixed(1)} x ${high.toFixed(1)} px: ${name(e)}`);
			}
		}
		return faults;
	});
}

async function look(page, name, sizes, isResident) {
	const faults = [];
	for (const size of sizes) {
		await page.setViewportSize(size);
		faults.push(...(await violations(page)).map((v) => `${size.width}: ${v}`));
	}
	if (isResident) {
		faults.push(...await narrow(page));
	}
	ok(faults.length === 0, `${name} (${sizes.map((size) => size.width)})`, faults.slice(0, 12));
	await page.setViewportSize(sizes[0]);
}

/* The page's form sent as it is, or with what is wrong in any case; the page with its mistakes, or not. */
const WRONG = { 'one of my papers': { 'expires-year': '1850', 'expires-month': '1', 'expires-day': '1' } };
const MISTAKEN = /^(form |paper |check$|check, gaps|one of my papers|correction, (field|paper)|sign-in$|asked )/;

async function mistaken(page, name) {
	const [needed] = Object.keys(WRONG[name] ?? {});
	const form = page.locator(needed ? `main form:has([name="${needed}"])` : 'main form:not(.qiao-search)').last();
	if (!await form.count()) {
		return 0;
	}
	for (const [input, value] of Object.entries(WRONG[name] ?? {})) {
		await form.locator(`[name="${input}"]`).fill(value);
	}
	if (/^(form |correction, field)/.test(name)) {
		await form.evaluate((f) => [...f.elements].forEach((e) => {
			if (e.type === 'text' || e.localName === 'textarea' || e.localName === 'select') {
				e.value = '';
			}
		}));
	}
	await Promise.all([page.waitForNavigation(), form.locator('button[type="submit"]:visible').last().click()]);
	return page.locator('.govuk-error-summary').count();
}

async function visit(page, { name, path, jar, sizes, isResident }) {
	await page.context().clearCookies();
	await page.context().addCookies(Object.entries(jar).map(([n, value]) => ({ name: n, value, url: here.url })));
	await page.setViewportSize(sizes[0]);
	await page.goto(path, { waitUntil: 'load' });
	if (Object.keys(jar).length && new URL(page.url()).pathname.endsWith('/sign-in')) {
		ok(false, `${name} is not there any more`);
		return 0;
	}
	await look(page, name, sizes, isResident);
	if (!MISTAKEN.test(name.slice(3)) || !await page.locator('main form:not(.qiao-search) button[type="submit"]:visible').count()) {
		return 0;
	}
	const shown = await mistaken(page, name.slice(3));
	if (shown) {
		await look(page, `${name}, with what is wrong`, sizes, isResident);
	}
	return shown;
}

/* A Chinese font draws them as wide as a character. */
async function quotes(context) {
	const page = await context.newPage();
	await page.goto('/en/');
	const em = await page.evaluate(() => {
		const span = document.createElement('span');
		span.textContent = '\u201c\u201d\u2019';
		document.querySelector('main p').append(span);
		return span.getBoundingClientRect().width / parseFloat(getComputedStyle(span).fontSize) / 3;
	});
	ok(em < 0.7, `en: a quotation mark is ${em.toFixed(2)} em wide`);
	await page.close();
}

/* The address at home or abroad, never both once it is said; what is wrong is seen. */
async function addresses(context, lang, path, jar) {
	await context.addCookies(Object.entries(jar).map(([n, value]) => ({ name: n, value, url: here.url })));
	const page = await context.newPage();
	const seen = async () => [await page.locator('[name$="-province"]').isVisible(), await page.locator('[name$="-line1"]').isVisible()];
	await page.goto(path);
	const country = page.locator('select[name="new_address-country"]');
	same(await seen(), [false, false], `${lang}: the country comes first`);
	await country.selectOption('IT');
	same(await seen(), [false, true], `${lang}: of an address in Italy the free lines`);
	await country.selectOption('CN');
	same(await seen(), [true, false], `${lang}: of one at home its divisions`);
	await Promise.all([page.waitForNavigation(), page.locator('main form button[type="submit"]').last().click()]);
	same(await seen(), [true, false], `${lang}: and so when it comes back`);
	await page.locator('.govuk-error-summary a[href^="#f-new_address"]').click();
	same(await page.evaluate(() => document.activeElement.name), 'new_address-province', `${lang}: the summary leads into it`);
	await page.close();
}

const env = { ...process.env, QIAO_URL: here.url, QIAO_DATA: here.data };
const arrange = (name, ...words) => JSON.parse(execFileSync(join(root, 't/browser', name), words, { env, encoding: 'utf8' }));
const residents = arrange('pages-arrange.py', '--kinds');
const desk = arrange('desk-pages.py');
const contexts = Object.fromEntries(await Promise.all(LANGS.map(async (lang) => [lang, await browser.newContext({
	viewport: WIDTHS[0], baseURL: here.url, locale: lang === 'zh' ? 'zh-CN' : 'en-GB', timezoneId: 'Europe/Rome' })])));
await Promise.all(LANGS.map((lang) => contexts[lang].addInitScript({ content: axe })));

/* All that is to be looked at, by language. */
const work = Object.fromEntries(LANGS.map((lang) => {
	const { pages, cookies } = residents[lang];
	const own = Object.entries({ 'home, visitor': `/${lang}/`, 'sign-in': `/${lang}/sign-in` }).map(([name, path]) => [name, path, {}])
		.concat(Object.entries(pages).map(([name, path]) => [name, path, cookies]))
		.map(([name, path, jar]) => ({ name, path, jar, isResident: true }));
	return [lang, own.concat(Object.entries(desk.pages).map(([name, [path, who]]) => ({ name, path, jar: desk.cookies[who] ?? {} })))];
}));
const turn = new Map();
const mine = (lang, one) => {
	const i = turn.get(one.name) ?? turn.set(one.name, turn.size).get(one.name);
	return isLong || LANGS[i % 2] === lang ? [{ ...one, name: `${lang} ${one.name}`, sizes: isLong ? WIDTHS : [WIDTHS[(i >> 1) % 2]] }] : [];
};

const shown = { zh: 0, en: 0 };
for (const lang of LANGS) {
	work[lang] = work[lang].flatMap((one) => mine(lang, one));
}
await Promise.all(LANGS.map(async (lang) => {
	const page = await contexts[lang].newPage();
	for (const one of work[lang]) {
		shown[lang] += await visit(page, one);
	}
	await page.close();
}));
for (const lang of LANGS) {
	ok(shown[lang] > (isLong ? 12 : 5), `${lang}: ${shown[lang]} pages were seen with what is wrong on them`);
	const form = Object.entries(residents[lang].pages).find(([name]) => /^form .*-contact-change contact$/.test(name));
	if ((lang === 'zh' || isLong) && ok(form, `${lang}: an address of any country is among them`)) {
		await addresses(contexts[lang], lang, form[1], residents[lang].cookies);
	}
}
await quotes(contexts.en);
await done();
