/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The main job without a mouse and as a screen reader has it: from home to the receipt and the tracking page with
 * Tab, Shift+Tab, Space, Enter, arrows and letters. On each page the focus goes where one reads, is seen, and gets out
 * again; landmarks, headings and names are as Chromium's accessibility tree has them; after each step the focus is at the
 * start of the page, or on what went wrong, which the title says first, and the field says after its label. In Chinese at a
 * desk; with QIAO_LONG in four languages, on a phone and at a desk. TAP.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ears } from './ears.mjs';
import { codeFor, desktop, done, fixture, listen, ok, phone, root, same } from './product.mjs';

const isLong = Boolean(process.env.QIAO_LONG);
const MARKS = Object.fromEntries(['zh', 'en', 'it', 'es'].map((lang) => [lang,
	/problem_mark = (.*)/.exec(readFileSync(join(root, `templates/lang/layout.${lang}.hdf`), 'utf8'))[1]]));
const [year, month, day] = new Date(Date.now() - 86400000 + 8 * 3600000).toISOString().slice(0, 10).split('-').map((part) => String(Number(part)));
const ANSWERS = {
	applicant_name: '林示例', applicant_idno: '330399198506121135', home_county: '330304', purpose: 'immigration', destination: 'IT',
	delivery: 'electronic', 'period_from-year': '2001', 'period_from-month': '6', 'period_from-day': '12',
	'period_to-year': year, 'period_to-month': month, 'period_to-day': day,
};

/* One person with a keyboard, who hears each page. */
class Walker {
	constructor(page, lang, ear) {
		Object.assign(this, { page, lang, ear });
	}

	path() {
		return new URL(this.page.url()).pathname.slice(3);
	}

	matches(selector) {
		return this.page.evaluate((s) => Boolean(document.activeElement?.matches(s)), selector);
	}

	/* Tab until there; a page has fewer stops than that */
	async to(selector) {
		for (let i = 0; i < 150; i++) {
			if (await this.matches(selector)) {
				return;
			}
			await this.page.keyboard.press('Tab');
		}
		throw new Error(`${selector} cannot be reached on ${this.path()}`);
	}

	/* A key that leads to another page. */
	async press(key, selector) {
		if (selector) {
			await this.to(selector);
		}
		await Promise.all([this.page.waitForNavigation(), this.page.keyboard.press(key)]);
		await this.page.waitForLoadState('load');
	}

	/* A page is here: it begins at its start, and is right to ears and keys. */
	async meets(what) {
		same(await this.page.evaluate(() => [document.activeElement?.localName, scrollY]), ['body', 0], `${this.lang} ${what}: begins at its start`);
		await this.hears(what);
	}

	async hears(what) {
		const faults = await this.ear.hear();
		ok(faults.length === 0, `${this.lang} ${what}: as it is read so it is walked`, faults);
	}

	/* The page came back with what is wrong. */
	async isTold(what, field, typed) {
		const { page, lang } = this;
		const mark = MARKS[lang];
		ok((await page.title()).startsWith(mark), `${lang} ${what}: the title says it first`, await page.title());
		ok(await this.matches('.govuk-error-summary[role="alert"]'), `${lang} ${what}: the summary has the focus`);
		await page.keyboard.press('Tab');
		ok(await this.matches(`.govuk-error-summary a[href="#f-${field}"]`), `${lang} ${what}: from which Tab goes to what is wrong`);
		await page.keyboard.press('Enter');
		ok(await this.matches(`#f-${field}`), `${lang} ${what}: and Enter to its field`);
		/* of several choices the question itself says it */
		const at = (await this.ear.listen()).find((one) => one.focused && one.a?.id === `f-${field}`);
		const said = (await page.locator(`#e-${field}`).innerText()).replace(mark, '').trim();
		const heard = at && [at, ...at.above].map((one) => one.description).join(' ');
		ok(heard?.includes(said) && (at.role === 'radio' || at.invalid === 'true'), `${lang} ${what}: which says it too`, [heard, said]);
		same(await page.locator(`#f-${field}`).inputValue(), typed, `${lang} ${what}: with what was typed`);
		await this.hears(what);
	}

	async type(selector, text) {
		await this.to(selector);
		await this.page.keyboard.press('Control+A');
		await this.page.keyboard.type(text);
	}

	/* With the arrows: a list closed, or what one question has to choose from. */
	async choose(name, value) {
		const { page } = this;
		await this.to(`main [name="${name}"]`);
		if (await this.matches('[type="radio"]')) {
			await page.keyboard.press('Space');
		}
		const steps = await page.evaluate((wanted) => {
			const { activeElement: e } = document;
			const all = e.localName === 'select' ? [...e.options] : [...e.form.elements[e.name]];
			return all.findIndex((one) => one.value === wanted) - all.findIndex((one) => one.selected || one.checked);
		}, value);
		for (let i = 0; i < Math.abs(steps); i++) {
			await page.keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
		}
		same(await page.evaluate(() => document.activeElement.value), value, `${this.lang} ${name} is chosen with the arrows`);
	}

	/* All that the page asks for and we have, in the order in which it stands. */
	async fill(answers) {
		const names = await this.page.evaluate(() => [...new Set([...document.querySelectorAll('main form [name]')]
			.filter((e) => e.type !== 'hidden' && e.getClientRects().length).map((e) => e.name))]);
		for (const name of names.filter((one) => one in answers)) {
			const kind = await this.page.locator(`main [name="${name}"]`).first().evaluate((e) => e.type);
			await (/^(radio|select)/.test(kind) ? this.choose(name, answers[name]) : this.type(`main [name="${name}"]`, answers[name]));
		}
		return names;
	}
}

/* The first thing on each page leads past the menus. */
async function skips(walker) {
	await walker.page.keyboard.press('Tab');
	ok(await walker.matches('.govuk-skip-link') && await walker.page.evaluate(() => document.activeElement.getBoundingClientRect().height > 30),
		`${walker.lang} the first stop leads past the menus, and is seen`);
	await walker.page.keyboard.press('Enter');
	await walker.page.keyboard.press('Tab');
	ok(await walker.page.evaluate(() => Boolean(document.activeElement.closest('main'))), `${walker.lang} into the page`);
}

async function finds(walker) {
	const { page, lang } = walker;
	await page.goto(`/${lang}/`);
	await walker.meets('home');
	await skips(walker);
	await walker.type('#q', lang === 'zh' ? '无犯罪' : 'cert-no-crime');
	await walker.press('Enter');
	ok(walker.path().startsWith('/formalities'), `${lang} Enter searches`, page.url());
	await walker.meets('what was found');
	await walker.press('Enter', 'main a[href$="/formalities/cert-no-crime"]');
	await walker.meets('the guide');
	await walker.to('main details summary');
	const isOpen = () => page.evaluate(() => document.activeElement.parentElement.open);
	const before = await isOpen();
	await page.keyboard.press('Space');
	ok(await isOpen() !== before, `${lang} Space opens what is folded`);
	await walker.hears('the guide, unfolded');
	await page.reload();
	await walker.press('Enter', 'main a.govuk-button');
}

async function answers(walker) {
	const { page, lang } = walker;
	let refused = false;
	for (let i = 0; walker.path().endsWith('/questions') && i < 6 && await page.locator('main [type="radio"]').count(); i++) {
		await walker.meets(`question ${i + 1}`);
		if (!refused) {
			await walker.press('Enter', 'main button[type="submit"]');
			const name = await page.locator('main [type="radio"]').first().getAttribute('name');
			await walker.isTold('a question without an answer', name, await page.locator(`#f-${name}`).inputValue());
			refused = true;
		}
		const [name, value] = await page.locator('main [type="radio"]').first().evaluate((e) => [e.name, e.value]);
		await walker.choose(name, value);
		await walker.press('Enter', 'main button[type="submit"]');
	}
	ok(refused, `${lang} questions were asked`, page.url());
	await walker.meets('what the answers mean');
	await walker.press('Enter', 'main a.govuk-button');
}

async function signsIn(walker) {
	const { page, lang } = walker;
	const contact = `keys-${lang}-${Date.now().toString(36)}@example.org`;
	await walker.meets('sign-in');
	await walker.type('[name="contact"]', 'nobody');
	await walker.press('Enter');
	await walker.isTold('sign-in refused', 'contact', 'nobody');
	await walker.type('[name="contact"]', contact);
	await walker.press('Enter');
	await walker.meets('the code');
	await walker.type('[name="code"]', await codeFor(contact, page));
	await walker.press('Enter');
}

async function fills(walker) {
	const { page, lang } = walker;
	await walker.meets('before applying');
	await walker.press('Enter', 'main button[type="submit"]');
	let pages = 0;
	for (; walker.path().includes('/form/') && pages < 12; pages++) {
		await walker.meets(`page ${pages + 1} of the form`);
		await walker.fill(pages ? ANSWERS : { ...ANSWERS, applicant_idno: '330399198506121134' });
		if (isLong) {
			await walker.hears(`page ${pages + 1} of the form, filled in`);
		}
		if (!pages) {
			/* Enter in a field hands the page in, and presses nothing that stands above it */
			await walker.to('[name="applicant_name"]');
			await walker.press('Enter');
			await walker.isTold('a wrong digit', 'applicant_idno', '330399198506121134');
			await walker.type('[name="applicant_idno"]', ANSWERS.applicant_idno);
		}
		await walker.press('Enter', 'main form button[type="submit"]');
	}
	ok(pages >= 3, `${lang} the form has ${pages} pages`, page.url());
	await walker.meets('the list of papers');
}

async function sends(walker) {
	const { page, lang } = walker;
	await walker.press('Enter', 'main a[href*="/materials/id-proof-any"]');
	await walker.meets('a paper');
	/* a key that comes while the page's script is being read opens nothing, as for a person, who presses again */
	let chooser = null;
	for (let tries = 0; !chooser && tries < 3; tries++) {
		await walker.to('input[type="file"]');
		[chooser] = await Promise.all([page.waitForEvent('filechooser', { timeout: 10000 }).catch(() => null), page.keyboard.press('Space')]);
	}
	await chooser.setFiles(fixture('phone.jpg'));
	await page.locator('.qiao-picked', { hasText: 'phone.jpg' }).waitFor();
	await walker.hears('a paper, chosen');
	await walker.press('Space', 'main form#papers button[type="submit"]');
	same(await page.locator('.qiao-thumbs img').count(), 1, `${lang} the paper is kept`);
	await walker.meets('a paper that is there');
	await walker.press('Enter', 'main a.govuk-button');
	await walker.meets('the list of papers, with one');
	await walker.press('Enter', 'main a.govuk-button');
}

async function submits(walker) {
	const { page, lang } = walker;
	await walker.meets('check');
	await walker.press('Enter', 'main form button[type="submit"]');
	await walker.isTold('without the declaration', 'declare', '1');
	await walker.to('[name="declare"]');
	await page.keyboard.press('Space');
	await walker.press('Enter', 'main form button[type="submit"]');
	ok(walker.path().endsWith('/receipt'), `${lang} submitted`, page.url());
	await walker.meets('the receipt');
	await walker.press('Enter', 'main a.govuk-button');
	await walker.meets('tracking');
}

async function mainJob(lang, options) {
	const began = Date.now();
	const faults = [];
	const context = await options({ locale: { zh: 'zh-CN', en: 'en-GB', it: 'it-IT', es: 'es-ES' }[lang], timezoneId: 'Europe/Rome' });
	const page = await context.newPage();
	listen(page, faults);
	const walker = new Walker(page, lang, await ears(page));
	for (const step of [finds, answers, signsIn, fills, sends, submits]) {
		await step(walker);
	}
	same(faults, [], `${lang} no page complained`);
	await context.close();
	console.log(`# ${lang}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

const runs = isLong ? ['zh', 'en', 'it', 'es'].flatMap((lang) => [[lang, desktop], [lang, phone]]) : [['zh', desktop]];
for (const [lang, options] of runs) {
	try {
		await mainJob(lang, options);
	} catch (e) {
		ok(false, `${lang} the main job came to its end`, e.stack.split('\n'));
	}
}
await done();
