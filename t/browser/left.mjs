/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Another language is asked for in the middle of a form: what was typed is offered as not sent where its page did not come, or came in part;
 * not where it came and was left before its script ran. And without script, as the page of a service that does not answer says: the form
 * is sent by loading that page again. And what is typed and not sent is there for who goes back, or loads the page anew. TAP.
 */
import { arrange, close, entered, keptRows, leftRows, line, press, rows, turn } from './dropped.mjs';
import { done, ok, same } from './product.mjs';

const people = arrange();
const path = `applications/${people.begun}/form/you`;
const page = await entered(people.one);
const name = page.locator('[name="applicant_name"]');
const offered = page.locator('[data-send]');
const ask = (lang, until) => Promise.all([page.waitForURL(`**/${lang}/**`, { waitUntil: until }), page.locator(`.qiao-languages button[lang="${lang}"]`).evaluate((button) => button.click())]);

/* The page's script does nothing where there is no worker. */
await page.addInitScript(() => sessionStorage.getItem('early') && Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined }));

async function leftBefore() {
	await page.goto(`/zh/${path}`);
	await name.fill('林早走');
	await page.evaluate(() => sessionStorage.setItem('early', '1'));
	await ask('es', 'load');
	same([await name.inputValue(), (await keptRows(page)).length], ['林早走', 1], 'a page in Spanish with what was typed, whose script has not run');
	for (let tries = 0; tries < 250 && !(await rows(page)).some((row) => row.path === `done show /${path}`); tries++) {
		await page.waitForTimeout(100);
	}
	await page.evaluate(() => sessionStorage.clear());
	await page.goto('/zh/applications');
	same([await leftRows(page), await offered.count()], [[], 0], 'left, it is not said to be unsent');
}

async function cameInPart() {
	await page.goto(`/zh/${path}`);
	await name.fill('林一半');
	turn('half');
	await ask('es', 'commit');
	while (!line.halves) {
		await page.waitForTimeout(100);
	}
	ok(await page.locator('.qiao-footer').count() === 0, 'a page of which a part came', await page.content());
	turn('open');
	await page.goto(`/es/${path}`);
	await offered.waitFor();
	const title = page.locator('[data-what]');
	same([await title.innerText(), await title.getAttribute('lang'), await page.locator('html').getAttribute('lang')], ['驾驶证延期换证 · 第 1 页，共 3 页 · 您本人', 'zh-Hans', 'es'],
		'what was typed on it is offered, by the heading that it had, which says its language');
	await press(page, '[data-send]');
	same(await name.inputValue(), '林一半', 'and stands in the form again');
	same([await leftRows(page), await offered.count()], [[], 0], 'nothing is kept any more');
}

async function loadedAgain() {
	const plain = await entered(people.one, { javaScriptEnabled: false, serviceWorkers: 'block' });
	const typed = plain.locator('[name="applicant_name"]');
	await plain.goto(`/zh/${path}`);
	await typed.fill('林再载');
	line.status = 502;
	turn('busy');
	await press(plain, 'main form[method="post"] button[type="submit"]:not([name="show"])');
	same([new URL(plain.url()).pathname, await plain.locator('h1').innerText()], [`/zh/${path}`, 'busy'], 'without script, a form whose service does not answer');
	turn('open');
	await plain.reload();
	same([await typed.inputValue(), await plain.locator('.govuk-error-summary').count()], ['林再载', 1], 'loaded again, it has arrived: what else is needed is said beside it');
}

/* Browsers give a number of a document, which has no autocomplete, to nobody who goes back. */
async function goneBack() {
	const number = page.locator('[name="applicant_idno"]');
	const county = page.locator('[name="home_county"]');
	const typed = async () => [await name.inputValue(), await number.inputValue(), await county.inputValue()];
	const inTab = () => page.evaluate(() => Object.entries(sessionStorage).filter(([key]) => key.startsWith('typed ')).map(([, value]) => value));
	const kept = async () => {
		for (let tries = 0; tries < 250 && !(await inTab()).length; tries++) {
			await page.waitForTimeout(100);
		}
		await page.waitForTimeout(400);
	};
	const given = async () => {
		for (let tries = 0; tries < 50 && (await number.inputValue()) !== '330399198506121135'; tries++) {
			await page.waitForTimeout(100);
		}
		return typed();
	};
	const what = ['林回来', '330399198506121135', '330304'];

	await page.goto(`/zh/${path}`);
	await name.fill(what[0]);
	await number.fill(what[1]);
	await county.selectOption(what[2]);
	await kept();
	ok((await inTab()).every((value) => !value.includes(what[1]) && !value.includes(what[0])), 'what is typed is sealed in the tab');
	await Promise.all([page.waitForURL('**/privacy'), page.locator('.qiao-footer a[href$="/privacy"]').click()]);
	await page.goBack();
	same(await given(), what, 'whoever goes back has what was typed');
	await page.reload();
	same(await given(), what, 'and who loads the page anew');
	await page.goto('/zh/applications');
	await page.goto(`/zh/${path}`);
	same([await inTab(), await number.inputValue() === what[1]], [[], false], 'a page that is opened again is as it was saved');
	await name.fill(what[0]);
	await number.fill(what[1]);
	await county.selectOption(what[2]);
	await kept();
	await press(page, 'main form[method="post"] button[type="submit"]:not([name="show"])');
	same(await inTab(), [], 'what was sent is not kept');
}

/* A declaration's tick is for what stood above it. */
async function tickOfAnother() {
	const check = `/zh/applications/${people.ready}/check`;
	const tick = page.locator('[name="declare"]');
	const ticked = async (want) => {
		for (let tries = 0; tries < 25 && (await tick.isChecked()) !== want; tries++) {
			await page.waitForTimeout(100);
		}
		return tick.isChecked();
	};
	await page.goto(check);
	await tick.check({ force: true });
	await page.waitForFunction(() => Object.keys(sessionStorage).some((key) => key.startsWith('typed ')));
	await page.reload();
	same(await ticked(true), true, 'a tick is there again, loaded anew');
	const other = await page.context().newPage();
	await other.goto(check);
	await press(other, 'main a[href*="/form/"]');
	await other.locator('[name="applicant_name"]').fill('林改勾');
	await press(other, 'main form[method="post"] button[type="submit"]:not([name="show"])');
	await other.close();
	await page.reload();
	await page.waitForTimeout(1000);
	same(await tick.isChecked(), false, 'but not below answers that were saved since');
}

for (const part of [leftBefore, cameInPart, loadedAgain, goneBack, tickOfAnother]) {
	try {
		await part();
	} catch (e) {
		ok(false, `${part.name} came to its end`, e.stack.split('\n'));
		turn('open');
	}
}
close();
await done();
