/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The desk's lists in Chromium, at 1280×800 and at 360×740, in both languages, with script and without:
 * filter, kept view, keys, several matters at once with their dry run, absence. TAP.
 */
import { audit } from './styles-audit.mjs';
import { accounts, codeOf, desktop, done, listen, ok, phone, same } from './product.mjs';

const path = (page) => new URL(page.url()).pathname + new URL(page.url()).search;
const faults = [];

async function press(page, selector) {
	await Promise.all([page.waitForNavigation(), page.locator(selector).first().click()]);
}

async function look(page, where, target) {
	const found = await audit(page, { target });
	ok(found.length === 0, `${where}: legible, easy to hit, not wider than the screen`, found);
	ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
	    `${where}: nothing to scroll sideways`);
}

async function signIn(context, name) {
	const account = accounts.find((a) => a.sign_in_name === name);
	const page = await context.newPage();
	listen(page, faults);
	for (let i = 0; i < 3; i++) {
		await page.goto('/desk/');
		if (!path(page).startsWith('/desk/sign-in')) {
			break;
		}
		await page.fill('[name="name"]', name);
		await page.fill('[name="password"]', account.password);
		await page.fill('[name="code"]', await codeOf(account));
		await press(page, 'main form[method="post"] button[type="submit"]');
	}
	return page;
}

const openFilter = async (page) => {
	if (!await page.locator('.desk-filter').evaluate((d) => d.open)) {
		await page.locator('.desk-filter summary').click();
	}
};

async function filter(page, what, target) {
	await page.goto('/desk/?list=unit');
	const all = await page.locator('[data-row]').count();
	await openFilter(page);
	await look(page, `${what}: the list with its filter`, target);
	await page.selectOption('#f-state', 'submitted');
	await press(page, '#filter button');
	ok(path(page).includes('state=submitted') && await page.locator('[data-row]').count() <= all, `${what}: a filter`);
	const states = await page.locator('[data-rows] tbody tr').evaluateAll((rows) => new Set(rows.map((r) => r.cells[4].innerText.split('\n').pop())).size);
	ok(states <= 1, `${what}: one state only`, [states]);
	await press(page, '#keep button');
	await page.goto('/desk/');
	ok(await page.locator('.desk-filters [aria-current]', { hasText: '★' }).count() === 1, `${what}: the kept view is where the desk begins`);
	same(await page.inputValue('#f-state'), 'submitted', `${what}: with its filter`);
	await press(page, '#keep button[name="drop"]');
	await page.goto('/desk/');
	same(await page.locator('.desk-filters', { hasText: '★' }).count(), 0, `${what}: until it is dropped`);
}

async function keys(page) {
	await page.goto('/desk/?list=unit');
	const at = () => page.evaluate(() => Array.from(document.querySelectorAll('[data-row]')).indexOf(document.activeElement));
	await page.keyboard.press('j');
	same(await at(), 0, 'J goes to the first row');
	await page.keyboard.press('j');
	await page.keyboard.press('j');
	await page.keyboard.press('k');
	same(await at(), 1, 'J and K go from row to row');
	await page.keyboard.press('x');
	ok(await page.locator('.desk-tick input').nth(1).isChecked(), 'X ticks it');
	await page.keyboard.press('k');
	await page.keyboard.press('?');
	const listed = () => page.locator('dialog dt').allTextContents();
	ok((await listed()).length >= 4, '? lists the keys');
	same((await listed()).length, new Set(await listed()).size, 'each once');
	await page.keyboard.press('Escape');
	const href = await page.locator('[data-row]').first().getAttribute('href');
	await page.locator('[data-row]').first().focus();
	await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
	same(path(page), href, 'Enter opens it');
	await page.keyboard.press('?');
	const closed = await listed();
	same(closed.length, new Set(closed).size, 'on a matter each once, too');
	const hidden = await page.evaluate(() => Array.from(document.querySelectorAll('details:not([open]) [data-key]'),
		(one) => one.closest('details:not([open])').querySelector('summary').contains(one) ? '' :
			one.dataset.key.toUpperCase()).filter(Boolean));
	const shown = await page.evaluate(() => Array.from(document.querySelectorAll('[data-key]'))
		.filter((one) => one.checkVisibility()).map((one) => one.dataset.key.toUpperCase()));
	same(hidden.filter((key) => closed.includes(key) && !shown.includes(key)).join(), '', 'none of what lies in a closed part');
	same(shown.filter((key) => !closed.includes(key)).join(), '', 'and all that work');
	await page.keyboard.press('Escape');
}

async function bulk(page, what, target) {
	await page.goto('/desk/?list=unit');
	const boxes = page.locator('.desk-tick input');
	const count = Math.min(4, await boxes.count());
	for (let i = 0; i < count; i++) {
		await boxes.nth(i).check();
	}
	await press(page, '#bulk button[value="accept"]');
	same(await page.locator('.desk-rows tbody tr').count(), count, `${what}: the dry run has a row for each`);
	same(await page.locator('.desk-yes, .desk-no').count(), count, `${what}: with what will happen`);
	await look(page, `${what}: a dry run`, target);
	await page.goto('/desk/?list=new');
	if (await page.locator('.desk-tick input').count() === 0) {
		return;
	}
	await page.locator('.desk-tick input').first().check();
	await press(page, '#bulk button[value="claim"]');
	await press(page, '#do button');
	ok(/\/desk\/bulk\/\d+/.test(path(page)), `${what}: then it is done`);
	same(await page.locator('.desk-yes').count(), 1, `${what}: and told row by row`);
	await look(page, `${what}: the answer`, target);
	await press(page, '.govuk-back-link');
	ok(path(page).includes('list=new'), `${what}: and back to the list`);
}

async function absence(page, what, target) {
	await page.goto('/desk/absence');
	const day = (n) => new Date(Date.now() + 8 * 3600e3 + n * 86400e3).toISOString().slice(0, 10);
	await page.fill('#f-since', day(30));
	await page.fill('#f-until', day(29));
	await press(page, '#absence button[type="submit"]');
	ok(await page.locator('#e-until').count() === 1, `${what}: days in the wrong order are told beside the field`);
	await page.fill('#f-until', day(31));
	await press(page, '#absence button[type="submit"]');
	const mine = page.locator('form[id^="end-"] button');
	ok(await mine.count() === 1, `${what}: an absence is noted`);
	await look(page, `${what}: who is away`, target);
	await press(page, 'form[id^="end-"] button');
	same(await mine.count(), 0, `${what}: and ended`);
}

async function supervisor() {
	const context = await phone();
	const page = await signIn(context, 'supervisor');
	await page.goto('/desk/?list=overdue&unit=1');
	await look(page, 'a supervisor on a telephone, all units', 24);
	await page.goto('/desk/?list=ratings');
	for (const [what, there] of [['its heading', page.locator('h1')],
		['its tab', page.locator('nav.desk-filters').last().locator('[aria-current]')]]) {
		const box = await there.boundingBox();
		ok(box && box.width > 40 && box.height > 16 && box.x >= 0 && box.x + box.width <= 360, `the last list is open, and ${what} says so`, box);
	}
	await page.goto('/desk/?list=unit&unit=1');
	await page.locator('.desk-tick input').first().check();
	await press(page, '#bulk button[value="assign"]');
	await look(page, 'to whom several are given', 24);
	await page.selectOption('#f-to', 'in-turn');
	await press(page, '#to button');
	ok(path(page).includes('to=in-turn') && await page.locator('.desk-yes, .desk-no').count() === 1, 'what will happen is said first');
	await context.close();
}

const looks = [
	['1280×800, zh', await desktop(), 24], ['360×740, en', await phone({ locale: 'en-GB' }), 24],
	['360×740, zh, no script', await phone({ javaScriptEnabled: false }), 24],
];
for (const [what, context, target] of looks) {
	const page = await signIn(context, 'ouhai-1');
	await filter(page, what, target);
	await bulk(page, what, target);
	await absence(page, what, target);
	if (what.startsWith('1280')) {
		await keys(page);
	}
	await context.close();
}
await supervisor();
ok(faults.length === 0, 'no page complains', faults);
await done();
