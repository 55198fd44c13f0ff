/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Every kind of a resident's page in every state (nothing there, longest answers, mistakes shown, handed in, decided, refused by
 * nginx or by us), and every page of the desk by a role that has it, under axe-core's rules (WCAG 2.2 A and AA, and its good
 * practice): no violation. At 320 px (1280 at 400 %) nothing of a resident's page scrolls sideways in any text size (1.4.10),
 * and what is pressed is 24 px at least (2.5.8). Quotation marks in English are no wider than a letter; of an address only
 * what is for the country that was chosen is shown. TAP.
 *
 * Each page is looked at once, in Chinese and English, on a phone and on a desk, light and dark by turns; with QIAO_LONG
 * in four languages and as LOOKS says, and states that look like others as well.
 */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { browser, done, here, ok, root, same } from './product.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const isLong = Boolean(process.env.QIAO_LONG);
const LANGS = isLong ? ['zh', 'en', 'it', 'es'] : ['zh', 'en'];
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 800 };
const looking = (size, scheme = 'light', text = 'medium') => ({ size, scheme, text, name: `${size.width}, ${scheme}, ${text}` });
const LOOKS = {
	zh: [looking(PHONE), looking(DESK, 'dark', 'large')], en: [looking(PHONE, 'dark', 'large'), looking(DESK)],
	it: [looking(PHONE, 'light', 'large')], es: [looking(PHONE, 'dark', 'small')],
};
const TURNS = [looking(PHONE), looking(DESK), looking(PHONE, 'dark'), looking(DESK, 'dark')];
const WECHAT = 'Mozilla/5.0 (Linux; Android 10; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/86.0.4240.99 XWEB/3185 MicroMessenger/8.0.21';

/*
 * axe is in each page from its start, past its policy, by which playwright is not bound: as a script of the browser's,
 * which it compiles once, where half a megabyte that is sent and evaluated for each page takes longer than the rules.
 */
async function violations(page, isContrasting) {
	return page.evaluate(async (isAsked) => {
		const { violations } = await window.axe.run(document, {
			resultTypes: ['violations'], rules: { 'target-size': { enabled: true }, 'color-contrast': { enabled: isAsked } },
		});
		return violations.flatMap((v) => v.nodes.slice(0, 3).map((n) => `${v.id}: ${n.target.join(' ')} ${n.html.slice(0, 160)}`));
	}, isContrasting);
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
			for (const e of document.querySelectorAll('.qiao-header__home > *, .qiao-facts dd')) {
				const box = e.getBoundingClientRect();
				if (box.left < 0 || (e.localName === 'dd' && box.width > 0 && box.width < 7 * parseFloat(getComputedStyle(e).fontSize))) {
					faults.push(`${size}: ${box.width.toFixed(0)} px from ${box.left.toFixed(0)} is too narrow: ${name(e)}`);
				}
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

/* isAudited: pages.t holds it, as it opens and in light, to 7:1, which is more than axe's rule and takes less than half of its time. */
async function look(page, name, looks, isResident, isAudited) {
	const faults = [];
	for (const { size, scheme, text, name: how } of looks) {
		await page.setViewportSize(size);
		await page.emulateMedia({ colorScheme: scheme });
		await page.evaluate((word) => { document.documentElement.classList.replace('size-medium', `size-${word}`); }, text);
		faults.push(...(await violations(page, !isAudited || scheme === 'dark')).map((v) => `${how}: ${v}`));
		await page.evaluate((word) => { document.documentElement.classList.replace(`size-${word}`, 'size-medium'); }, text);
	}
	if (isResident) {
		faults.push(...await narrow(page));
	}
	ok(faults.length === 0, `${name} (${looks.map((one) => one.name).join('; ')})`, faults.slice(0, 12));
	await page.setViewportSize(looks[0].size);
}

/* The page's form sent as it is, or with what is wrong in any case; the page with its mistakes, or not. */
const WRONG = { 'one of my papers': { 'expires-year': '1850', 'expires-month': '1', 'expires-day': '1' } };
const MISTAKEN = /^(form[ ,]|paper |check($|, )|one of my papers|correction, (field|paper)|sign-in$|asked |the code|rating)/;

async function mistaken(page, name) {
	const [needed] = Object.keys(WRONG[name] ?? {});
	const form = page.locator(needed ? `main form:has([name="${needed}"])` : 'main form:not(.qiao-search)').last();
	if (!await form.count()) {
		return 0;
	}
	for (const [input, value] of Object.entries(WRONG[name] ?? {})) {
		await form.locator(`[name="${input}"]`).fill(value);
	}
	if (/^(form[ ,]|correction, field)/.test(name)) {
		await form.evaluate((f) => [...f.elements].forEach((e) => {
			if (e.type === 'text' || e.localName === 'textarea' || e.localName === 'select') {
				e.value = '';
			}
		}));
	}
	await Promise.all([page.waitForNavigation(), form.locator('button[type="submit"]:visible').last().click()]);
	return page.locator('.govuk-error-summary').count();
}

/* A page of a sign-in that is over: what was typed is shown, and can be sent again. */
async function refused(page, name, looks) {
	const form = page.locator('main form[method="post"]:has([name="token"])').last();
	await form.locator('[name="token"]').evaluate((e) => { e.value = `${e.value.slice(0, -4)}AAAA`; });
	await Promise.all([page.waitForNavigation(), form.locator('button[type="submit"]:visible').last().click()]);
	await look(page, `${name}, refused`, looks, true);
}

async function visit(page, { name, path, jar, looks, isResident, isAudited, file, agent }) {
	await page.context().clearCookies();
	await page.context().addCookies(Object.entries(jar).map(([n, value]) => ({ name: n, value, url: here.url })));
	await page.setExtraHTTPHeaders(agent ? { 'User-Agent': agent } : {});
	await page.setViewportSize(looks[0].size);
	if (file) {
		await page.route(path, (route) => route.fulfill({ path: file, contentType: 'text/html; charset=utf-8' }));
	}
	await page.goto(path, { waitUntil: 'load' });
	if (Object.keys(jar).length && new URL(page.url()).pathname.endsWith('/sign-in')) {
		ok(false, `${name} is not there any more`);
		return 0;
	}
	await look(page, name, looks, isResident, isAudited);
	if (!MISTAKEN.test(name.slice(3)) || !await page.locator('main form:not(.qiao-search) button[type="submit"]:visible').count()) {
		return 0;
	}
	if (/^form, long/.test(name.slice(3))) {
		await refused(page, name, looks);
		await page.goto(path);
	}
	const shown = await mistaken(page, name.slice(3));
	if (shown) {
		await look(page, `${name}, with what is wrong`, looks, isResident);
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
	const top = await page.locator('#e-new_address').evaluate((e) => e.getBoundingClientRect().top);
	ok(top >= 0, `${lang}: with what is wrong in sight`, top);
	await page.close();
}

const env = { ...process.env, QIAO_URL: here.url, QIAO_DATA: here.data };
const arrange = (name, ...words) => JSON.parse(execFileSync(join(root, 't/browser', name), words, { env, encoding: 'utf8' }));
const residents = arrange('pages-arrange.py', '--kinds');
const states = arrange('states-arrange.py', ...(isLong ? [] : ['--kinds']));
const desk = arrange('desk-pages.py');
const contexts = Object.fromEntries(await Promise.all(LANGS.map(async (lang) => [lang, await browser.newContext({
	viewport: PHONE, baseURL: here.url, locale: lang === 'zh' ? 'zh-CN' : 'en-GB', timezoneId: 'Europe/Rome', serviceWorkers: 'block', reducedMotion: 'reduce' })])));
await Promise.all(LANGS.map((lang) => contexts[lang].addInitScript({ content: axe })));

/* What nginx says where we do not, and what WeChat's browser is shown: [name, path, jar, more] */
function odd(lang) {
	const errors = join(here.data, 'etc/nginx/errors');
	const files = readdirSync(errors).filter((name) => name.endsWith(`.${lang}.html`));
	return [...files.filter((name) => isLong || name.startsWith('503')).map((name) => [`error ${name.slice(0, 3)}`, `/${lang}/axe/${name}`, {}, { file: join(errors, name) }]),
		['elsewhere', `/${lang}/elsewhere?next=/formalities/cert-no-crime`, {}, { agent: WECHAT }]];
}

/* All that is to be looked at, by language; in Italian and Spanish a Chinese resident's pages. */
const work = Object.fromEntries(LANGS.map((lang) => {
	const from = residents[lang] ? lang : 'zh';
	const { pages, cookies } = residents[from];
	const inLang = (path) => `/${lang}${path.slice(3)}`;
	const seen = [['home, visitor', `/${lang}/`, {}], ['sign-in', `/${lang}/sign-in`, {}],
		...Object.entries(pages).map(([name, path]) => [name, inLang(path), cookies])].map((one) => [...one, { isAudited: !isLong }]);
	const own = [...seen, ...Object.entries(states[from] ?? {}).map(([name, [path, jar]]) => [name.replace('!', ''), inLang(path), jar, { isState: true }]),
		...odd(lang)].map(([name, path, jar, more]) => ({ name, path, jar, isResident: true, ...more }));
	return [lang, own.concat(residents[lang] ? Object.entries(desk.pages).map(([name, [path, who]]) => ({ name, path, jar: desk.cookies[who] ?? {} })) : [])];
}));
const turn = new Map();
const mine = (lang, one) => {
	const i = turn.get(one.name) ?? turn.set(one.name, turn.size).get(one.name);
	const looks = isLong ? LOOKS[lang] : [TURNS[(i >> 1) % 4]];
	return isLong || one.isState || LANGS[i % 2] === lang ? [{ ...one, name: `${lang} ${one.name}`, looks }] : [];
};

const shown = Object.fromEntries(LANGS.map((lang) => [lang, 0]));
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
	if (!residents[lang]) {
		continue;
	}
	const form = Object.entries(residents[lang].pages).find(([name]) => /^form .*-contact-change contact$/.test(name));
	if ((lang === 'zh' || isLong) && ok(form, `${lang}: an address of any country is among them`)) {
		await addresses(contexts[lang], lang, form[1], residents[lang].cookies);
	}
}
await quotes(contexts.en);
await done();
