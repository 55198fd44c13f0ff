/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Administration in Chromium, on a desk and on a telephone: one administrator proposes an officer, another
 * confirms and hands over a code, the officer sets password and authenticator without script and signs in;
 * units, the record. TAP. QIAO_PICTURES: a folder for pictures of every page.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { audit } from './styles-audit.mjs';
import { accounts, codeOf, desktop, done, here, listen, ok, phone, root, same } from './product.mjs';

const env = { ...process.env, QIAO_URL: here.url, QIAO_DATA: here.data };
execFileSync(join(root, 't/browser/staff-arrange.py'), { env, encoding: 'utf8' });
const faults = [];
const path = (page) => new URL(page.url()).pathname;
const text = (page) => page.locator('main').innerText();
const press = (page, selector) => Promise.all([page.waitForNavigation(), page.locator(selector).first().click()]);
const accountOf = (who) => accounts.find((a) => a.sign_in_name === who);
const name = `browser-${Date.now().toString(36)}`;
const password = 'seven slow ferries 渡';

/* As it is drawn, on both screens. */
async function look(page, what, target = 24) {
	const size = page.viewportSize();
	for (const [kind, width, height] of [['desk', 1280, 800], ['phone', 360, 740]]) {
		await page.setViewportSize({ width, height });
		const wrong = await audit(page, { target });
		ok(wrong.length === 0, `${what}, ${kind}: legible, easy to hit, not wider than the screen`, wrong);
		if (process.env.QIAO_PICTURES) {
			await page.screenshot({ path: join(process.env.QIAO_PICTURES, `${what.replace(/\W+/g, '-')}-${kind}.png`), fullPage: true });
		}
	}
	await page.setViewportSize(size);
}

async function signIn(page, account, isFresh = true) {
	if (isFresh) {
		await page.goto('/desk/sign-in');
	}
	for (let i = 0; i < 3 && path(page) === '/desk/sign-in'; i++) {
		await page.locator('[name="name"]').fill(account.sign_in_name);
		await page.locator('[name="password"]').fill(account.password);
		await page.locator('[name="code"]').fill(await codeOf(account));
		await press(page, 'main form button[type="submit"]');
	}
}

/* Where the cursor stands at each step of signing in: at the first field, at what was wrong, at the first field again. */
async function cursor() {
	const page = await (await desktop()).newPage();
	listen(page, faults);
	await page.goto('/desk/sign-in');
	ok(await page.locator('[name="name"]:focus').count() === 1, 'who signs in may type at once');
	for (const [field, value] of [['name', 'Nobody Here'], ['password', 'x'], ['code', '123456']]) {
		await page.keyboard.type(value);
		await page.keyboard.press(field === 'code' ? 'Enter' : 'Tab');
	}
	await page.waitForURL(/why=wrong/);
	ok(await page.locator('.govuk-error-summary:focus').count() === 1, 'what was wrong is read first');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	ok(await page.locator('[name="name"]:focus').count() === 1, 'its link leads to the field');
	await page.context().close();
}

/* What an officer has typed and not sent is there after the page is loaded anew, and after a sign-in that had run out. */
async function typed() {
	const page = await (await desktop()).newPage();
	listen(page, faults);
	await signIn(page, accountOf('ouhai-1'));
	await page.goto('/desk/?list=new');
	await press(page, 'main a[href*="/desk/matters/"]');
	const at = `${path(page)}/decline`;
	const words = '还没有写完的理由';
	const reason = page.locator('[name="reason"]');
	const given = async () => {
		for (let tries = 0; tries < 50 && await reason.inputValue() !== words; tries++) {
			await page.waitForTimeout(100);
		}
		return reason.inputValue();
	};
	await page.goto(at);
	await reason.fill(words);
	await page.waitForFunction(() => Object.keys(sessionStorage).some((key) => key.startsWith('typed ')));
	ok(!(await page.evaluate(() => JSON.stringify(sessionStorage))).includes(words), 'what an officer types is sealed in the tab');
	await page.reload();
	same(await given(), words, 'loaded anew it is there');
	await page.context().clearCookies({ name: 'qiao-desk' });
	await page.reload();
	same(path(page), '/desk/sign-in', 'the sign-in has run out');
	await signIn(page, accountOf('ouhai-1'), false);
	same([path(page), await given()], [at, words], 'and after signing in again it is there, too');
	await page.goto('/desk/');
	await page.goto(at);
	same(await reason.inputValue(), '', 'a page that is opened again is empty');
	await page.context().close();
}

async function administrator(who, options) {
	const page = await (await desktop(options)).newPage();
	listen(page, faults);
	await signIn(page, accountOf(who));
	return page;
}

async function propose(page) {
	same(path(page), '/desk/officers', 'an administrator begins at the officers');
	await look(page, 'officers');
	await press(page, 'main a[href$="/officers/add"]');
	await press(page, 'form#officer-add button');
	ok(await page.locator('#e-name').isVisible(), 'what is missing is said beside it');
	await look(page, 'nothing filled in');
	await page.locator('[name="name"]').fill(name);
	await page.locator('[name="number"]').fill('B-' + String(Date.now()).slice(-7));
	await page.locator('[name="full_name"]').fill('浏览器韡');
	await page.locator('[name="unit"]').selectOption('br-ouhai');
	await page.locator('[name="role"]').selectOption('officer');
	await page.locator('[name="reason"]').fill('新来的民警。');
	await press(page, 'form#officer-add button');
	ok(/^\/desk\/proposals\/\d+$/.test(path(page)), 'a proposal', page.url());
	ok(await page.locator('button[value="confirm"]').count() === 0, 'which the proposer cannot confirm');
	await look(page, 'an own proposal');
	return path(page);
}

/* In English; the code as the page shows it. */
async function confirm(page, proposal) {
	await page.goto('/desk/');
	await press(page, 'main a[href$="/proposals"]');
	await look(page, 'what waits');
	await page.goto(proposal);
	await look(page, 'a proposal to confirm');
	await press(page, 'button[value="confirm"]');
	ok((await text(page)).includes('Confirmed'), 'confirmed with one click');
	await press(page, 'main a[href$="/code"]');
	await look(page, 'a code to be made');
	await press(page, 'form#make button');
	const code = await page.locator('.desk-code').innerText();
	await look(page, 'the code');
	await page.reload();
	ok(!(await text(page)).includes(code), 'it is shown once');
	return code;
}

async function setUp(code) {
	const page = await (await phone({ javaScriptEnabled: false })).newPage();
	listen(page, faults);
	await page.goto('/desk/sign-in');
	await press(page, 'main a[href$="/enrol"]');
	ok(await page.locator('[name="name"]:focus').count() === 1, 'the cursor stands in the first field, without script too');
	await look(page, 'name and code');
	await page.locator('[name="name"]').fill(name);
	await page.locator('[name="code"]').fill('ABCD-EFGH-JKLM-NPQR');
	await press(page, 'form#enrol button');
	ok(await page.locator('#e-code').isVisible(), 'a wrong code is said beside it');
	await page.locator('[name="name"]').fill(name);
	await page.locator('[name="code"]').fill(code);
	await press(page, 'form#enrol button');
	same(path(page), '/desk/enrol/set', 'the right one opens the page');
	await look(page, 'authenticator and password');
	const account = { sign_in_name: name, password, totp: (await page.locator('main code').innerText()).replace(/\s/g, '') };
	const square = await page.locator('.desk-square').boundingBox();
	ok(square.width >= 160 && square.x + square.width <= 360, 'the QR code is large enough and fits', JSON.stringify(square));
	await page.locator('[name="password"]').fill('too short');
	await page.locator('[name="again"]').fill('too short');
	await page.locator('[name="code"]').fill('000000');
	await press(page, 'form#enrol-set button');
	ok(await page.locator('#e-password').isVisible(), 'a short password is said beside it');
	await look(page, 'a short password');
	await page.locator('[name="password"]').fill(password);
	await page.locator('[name="again"]').fill(password);
	await page.locator('[name="code"]').fill(await codeOf(account));
	await press(page, 'form#enrol-set button');
	same(path(page), '/desk/sign-in', 'set');
	await look(page, 'all set');
	await signIn(page, account);
	same(path(page), '/desk/own', 'and the officer is in, without script, and first declares');
	await look(page, 'whose matters are not theirs');
	await page.locator('[name="all"]').check();
	await press(page, 'form#own button');
	same(path(page), '/desk/', 'that there is nobody is an answer');
	return page;
}

async function suspend(page, own) {
	await page.goto('/desk/officers?unit=br-ouhai&role=officer&state=active');
	await press(page, `main tr:has-text("${name}") a`);
	await look(page, 'an account');
	await press(page, 'main a[href$="/move"]');
	await look(page, 'another unit or role');
	await page.goBack();
	await press(page, 'main a[href$="/suspend"]');
	await page.locator('[name="reason"]').fill('试用结束。');
	await look(page, 'to be suspended');
	await press(page, 'form#officer-act button');
	ok((await text(page)).includes('已停用'), 'suspended');
	await own.reload();
	same(path(own), '/desk/sign-in', 'and out at once');
}

/* Words of the names beside facts that stand on two lines, at each width: none. */
async function broken(page) {
	const found = [];
	for (const width of [1280, 360]) {
		await page.setViewportSize({ width, height: 800 });
		found.push(...await page.evaluate(() => [...document.querySelectorAll('.qiao-facts dt')].flatMap((dt) => {
			const node = dt.firstChild, range = document.createRange();
			return [...node.textContent.matchAll(/[A-Za-z']+/g)].filter((m) => {
				range.setStart(node, m.index);
				range.setEnd(node, m.index + m[0].length);
				return range.getClientRects().length > 1;
			}).map((m) => m[0]);
		})));
	}
	await page.setViewportSize({ width: 1280, height: 800 });
	return found;
}

async function whole(page, unit) {
	await page.goto('/desk/units');
	await press(page, `main a:has-text("${unit}")`);
	same(await broken(page), [], 'no word of a name is broken');
}

/* Columns that much stands in leave room for the head and the number of the last one. */
async function record(page) {
	await page.goto(`/desk/audit?name=${name}`);
	await page.locator('tbody').evaluate((rows) => Array.from(rows.rows).forEach((row, i) => {
		row.cells[2].textContent = 'Ouhai branch centre → Online Police Service Centre; officer → approver; with a reason that is rather long and goes on';
		row.cells[3].textContent = 'S-0901 Administrator With A Long Name';
		row.cells[5].textContent = 12345 + i;
	}));
	const heights = await page.locator('tbody td:last-child').evaluateAll((cells) => cells.map((cell) => {
		const range = document.createRange();
		range.selectNodeContents(cell);
		return range.getClientRects().length;
	}));
	same(heights.filter((lines) => lines > 1), [], 'no number is broken');
	await look(page, 'the record in English');
}

async function others(page) {
	await page.goto('/desk/units');
	await look(page, 'units');
	await press(page, 'main a:has-text("瓯海分中心")');
	await look(page, 'a unit');
	await press(page, 'main a[href$="/close"]');
	await page.locator('[name="reason"]').fill('看看能不能暂停');
	await press(page, 'form#unit-close button');
	ok((await text(page)).includes('还有没有办完的办件'), 'a unit with matters is not closed');
	await look(page, 'not to be closed');
	await page.goto(`/desk/audit?name=${name}`);
	same(await page.locator('tbody tr').count(), 6, 'proposed, confirmed, code, set, declared, suspended: six rows');
	await look(page, 'the record');
}

const one = await administrator('admin-1');
const two = await administrator('admin-2', { locale: 'en-GB' });
const proposal = await propose(one);
const own = await setUp(await confirm(two, proposal));
await suspend(one, own);
await others(one);
await record(two);
await cursor();
await typed();
await whole(two, 'Online Police Service Centre');
ok(faults.length === 0, 'no page complains of anything', faults);
await done();
