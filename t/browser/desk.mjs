/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The desk's commonest acts, from the open queue to the next matter: at most three clicks, or
 * three keys, at a desk's screen and at a telephone's, with script and (clicks) without. TAP.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { look, signedIn } from './desk-walk.mjs';
import { audit } from './styles-audit.mjs';
import { browser, desktop, done, here, listen, ok, root, same } from './product.mjs';

const env = { ...process.env, QIAO_URL: here.url, QIAO_DATA: here.data };
const arranged = JSON.parse(execFileSync(join(root, 't/browser/desk-arrange.py'), { env, encoding: 'utf8' }));
const screens = [{ width: 1280, height: 800 }, { width: 360, height: 740 }];
const ref = (page) => /\/matters\/(\w{9})/.exec(page.url())?.[1];

/* Which gives the focus: no hand is as fast. */
const firstFrame = (page) => page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));

/* One officer at one screen; every click and key is counted. */
async function sit(name, list, viewport, script) {
	const context = await browser.newContext({ viewport, locale: 'zh-CN', baseURL: here.url, javaScriptEnabled: script });
	await context.addCookies(Object.entries(arranged.cookies[name]).map(([n, value]) => ({ name: n, value, url: here.url })));
	const page = await context.newPage();
	const faults = [];
	listen(page, faults);
	await page.goto(`/desk/?list=${list}`);
	let count = 0;
	const step = async (what) => {
		count++;
		await Promise.all([page.waitForNavigation(), what()]);
	};
	return {
		page, faults, close: () => context.close(),
		click: (selector) => step(() => page.locator(selector).first().click()),
		press: (key) => step(async () => {
			await firstFrame(page);
			await page.keyboard.press(key);
		}),
		counted: () => count,
	};
}

const first = 'main a[href*="/desk/matters/"]';
const acts = {
	accept: { name: 'ouhai-1', list: 'new', keys: ['Enter', 'a', 'Enter'],
		clicks: [first, '.desk-acts a[href*="/accept?"]', 'main form[method="post"] button[type="submit"]'] },
	correct: { name: 'ouhai-1', list: 'new', keys: ['Enter', '1', 'Enter'],
		clicks: [first, '[data-base] a', 'main form[method="post"] button[type="submit"]'] },
	alone: { name: 'ouhai-2', list: 'mine', keys: ['Enter', 'y', 'y'],
		clicks: [first, '.desk-acts a[href*="/approve?"]', 'main form[method="post"] button[type="submit"]'] },
	approve: { name: 'ouhai-approver', list: 'approval', keys: ['Enter', 'y', 'y'],
		clicks: [first, '.desk-acts a[href*="/decide"]', 'main button[name="verdict"][value="agree"]'] },
};

async function through(what, viewport, script, way) {
	const act = acts[what];
	const said = `${what} by ${way} at ${viewport.width}×${viewport.height}${script ? '' : ' without script'}`;
	const desk = await sit(act.name, act.list, viewport, script);
	let at;
	for (const one of act[way]) {
		await (way === 'keys' ? desk.press(one) : desk.click(one));
		at ??= ref(desk.page);
		const wrong = script && way === 'clicks' ? await audit(desk.page, { target: 24 }) : [];
		ok(wrong.length === 0, `${said}: the page after ${one} is legible and easy to hit`, wrong.slice(0, 8));
	}
	const banner = await desk.page.locator('.govuk-notification-banner').innerText().catch(() => '');
	ok(ref(desk.page) && ref(desk.page) !== at && banner.replace(/-/g, '').includes(at),
	    `${said}: the next matter is open, and the one that is done is named`, [at, desk.page.url(), banner]);
	ok(desk.counted() <= 3, `${said}: ${desk.counted()} from the queue to the next matter`);
	same(desk.faults, [], `${said}: no page complained`);
	await desk.close();
}

for (const viewport of screens) {
	for (const what of Object.keys(acts)) {
		for (const [script, way] of [[true, 'clicks'], [true, 'keys'], [false, 'clicks']]) {
			try {
				await through(what, viewport, script, way);
			} catch (e) {
				ok(false, `${what} by ${way} came to its end`, e.stack.split('\n'));
			}
		}
	}
}
/* On a telephone, without script: the head is one row, and the steps are in reach at the top of a matter. */
async function reach() {
	const desk = await sit('ouhai-1', 'new', screens[1], false);
	await desk.click(first);
	const inside = async (selector) => {
		const box = await desk.page.locator(selector).first().boundingBox();
		return box && box.y >= 0 && box.y + box.height <= screens[1].height;
	};
	ok(await inside('.desk-jump .is-main') && await inside('.desk-jump a[href="#next-steps"]'), 'the main step and a way to all of them are in sight');
	ok(!await inside('#next-steps h2'), 'which are far below');
	await desk.page.locator('.desk-jump a[href="#next-steps"]').click();
	ok(await inside('#next-steps h2'), 'one tap away');
	await desk.close();
}

/* What needs a sentence is done with keys alone, too: its number ticks it, several if need be, and Enter sends. */
async function sentences() {
	const desk = await sit('ouhai-1', 'mine', screens[0], true);
	const goes = async (at, keys, what) => {
		await desk.page.goto(`/desk/matters/${at}`);
		await desk.press(keys[0]);
		await firstFrame(desk.page);
		for (const key of keys.slice(1)) {
			await desk.page.keyboard.press(key);
		}
		same(await desk.page.locator('.desk-sentences input:checked').count(), keys.filter((k) => k > '0' && k <= '9').length, `${what}: by their numbers`);
	};
	await goes(arranged.accepted[0], ['p', '1', '2'], 'to propose approval, two sentences are ticked');
	await desk.press('Enter');
	ok(!/propose/.test(desk.page.url()), 'and Enter sends them', [desk.page.url()]);
	await goes(arranged.accepted[1], ['f', '3'], 'to propose a refusal');
	await desk.press('Enter');
	ok(!/propose/.test(desk.page.url()), 'which goes, too', [desk.page.url()]);
	await goes(arranged.approved[0], ['i', '1'], 'to hand a result over');
	await desk.page.keyboard.press('?');
	ok((await desk.page.locator('dialog dt').allInnerTexts()).includes('1'), 'and ? names them');
	same(desk.faults, [], 'no page complained of keys');
	await desk.close();
}

/* A list's page at once, with keys and without script; then what a decision's page has besides its main button. */
async function several() {
	const desk = await sit('ouhai-1', 'new', screens[0], true);
	const { page } = desk;
	const ticked = async (at) => [await at.locator('.desk-tick input:checked').count(), await at.locator('.desk-tick input').count()];
	await firstFrame(page);
	await page.keyboard.press('t');
	const [all, of] = await ticked(page);
	ok(all === of && of > 1, `T ticks all of the page: ${all} of ${of}`);
	await page.keyboard.press('t');
	same((await ticked(page))[0], 0, 'and again none');
	await page.keyboard.press('x');
	await page.keyboard.press('t');
	same((await ticked(page))[0], of, 'one that is ticked already does not make it none');
	for (const [key, act] of [['m', 'claim'], ['a', 'accept'], ['h', 'assign']]) {
		await desk.press(key);
		ok(page.url().includes('/bulk?') && new URL(page.url()).searchParams.get('act') === act, `${key} is what is done to them: ${act}`, [page.url()]);
		if (act === 'accept') {
			ok(await page.locator('main form[method="post"] [data-key="y"]').count() === 1, 'Y would do it');
		}
		await page.goto('/desk/?list=new&all=1');
		same((await ticked(page))[0], of, 'the address for browsers without script ticks them, too');
	}
	same(desk.faults, [], 'no page complained of several');
	await desk.close();
	const bare = await sit('ouhai-1', 'new', screens[1], false);
	await bare.click('[data-all]');
	same((await ticked(bare.page))[0], of, 'without script its link ticks all');
	await bare.click('[data-all]');
	same((await ticked(bare.page))[0], 0, 'and none again');
	await bare.close();
}

async function besides() {
	const boss = await sit('ouhai-approver', 'approval', screens[0], true);
	for (const key of ['Enter', 'y', 'b']) {
		await boss.press(key);
	}
	ok(/decide/.test(boss.page.url()) && await boss.page.locator('#e-note').count() === 1, 'B sends back, which needs a note', [boss.page.url()]);
	await boss.close();
	const desk = await sit('ouhai-1', 'mine', screens[0], true);
	await desk.page.goto(`/desk/matters/${arranged.unseen}/propose-approval`);
	await firstFrame(desk.page);
	await desk.page.keyboard.press('n');
	ok(await desk.page.locator('#f-absent').isChecked(), 'N ticks that there was no interview');
	await desk.page.keyboard.press('n');
	ok(!await desk.page.locator('#f-absent').isChecked(), 'and again not');
	await desk.close();
}

/* A notice of correction: a number ticks its item; once Tab has gone on to what is asked of it, the sentence. */
async function asked() {
	const desk = await sit('ouhai-1', 'new', screens[1], true);
	const { page } = desk;
	const item = (n) => page.locator('.desk-sentences--pairs > li').nth(n - 1);
	const box = (n) => item(n).locator('> div > label input');
	const ticked = () => page.locator('.desk-sentences input:checked').count();
	const listed = () => page.locator('dialog dt').allInnerTexts();
	await page.goto(`/desk/matters/${arranged.submitted[13]}`);
	await desk.press('c');
	await firstFrame(page);
	ok(await box(1).evaluate((one) => one === document.activeElement), 'the first item has the focus');
	await page.keyboard.press('1');
	ok(await box(1).isChecked() && await ticked() === 1, '1 ticks it, and no sentence');
	await page.keyboard.press('1');
	await page.keyboard.press('2');
	ok(await box(2).isChecked() && await ticked() === 1, '1 again and 2: the second instead');
	ok(await item(2).locator('.desk-asked .desk-sentences').isVisible(), 'what may be asked of it stands open');
	await page.keyboard.press('Tab');
	await page.keyboard.press('1');
	ok(await box(2).isChecked() && await ticked() === 2 && await item(2).locator('.desk-asked input').first().isChecked(), 'within it 1 ticks its first sentence');
	await page.keyboard.press('?');
	const keys = await listed();
	ok(keys.includes('1') && keys.length === new Set(keys).size, '? lists each key once', keys);
	await page.keyboard.press('Escape');
	await item(2).locator('.desk-asked input').first().focus();
	await desk.press('Enter');
	ok(!/correction/.test(page.url()), 'and Enter sends it', [page.url()]);
	same(desk.faults, [], 'no page complained of an item\'s keys');
	await desk.close();
}

/* While the numbers are shown S leads to them, and the number that asked why presses nothing else. */
async function shown() {
	const desk = await sit('ouhai-1', 'new', screens[1], true);
	const { page } = desk;
	await page.goto(`/desk/matters/${arranged.submitted[13]}`);
	await page.keyboard.press('s');
	await Promise.all([page.waitForNavigation(), page.keyboard.press('1')]);
	await page.evaluate(() => {
		window.pressed = [];
		document.addEventListener('click', (event) => {
			window.pressed.push(event.target.closest('[data-key]')?.dataset.key);
			event.preventDefault();
		}, true);
	});
	await page.keyboard.press('s');
	ok(await page.evaluate(() => document.activeElement.matches('[data-shown]')), 'shown, S leads to the first number');
	await page.keyboard.press('1');
	same(await page.evaluate(() => window.pressed.join()), 's', 'and 1 after it presses nothing');
	await page.evaluate(() => document.activeElement.blur());
	await page.keyboard.press('1');
	same(await page.evaluate(() => window.pressed.join()), 's,1', 'elsewhere it is what is wrong with the paper, as ever');
	same(desk.faults, [], 'no page complained of S');
	await desk.close();
}

/* Of whoever has the most in it: one row on a telephone, with a menu that opens; one of tabs on a desk. */
async function heads() {
	for (const locale of ['zh-CN', 'en-GB']) {
		const page = await signedIn('supervisor', await desktop({ locale, javaScriptEnabled: false }), []);
		for (const [{ width, height }, most] of [[screens[0], 64], [screens[1], 64]]) {
			await page.setViewportSize({ width, height });
			await page.goto('/desk/');
			const head = await page.locator('.desk-header').boundingBox();
			ok(head.height <= most && head.width <= width, `${locale}, ${width}: the head has ${head.height} of ${height}`);
			const rows = await page.locator('.desk-tabs--wide a').evaluateAll((tabs) =>
			    new Set(tabs.filter((tab) => tab.offsetParent).map((tab) => tab.getBoundingClientRect().top)).size);
			ok(rows === Number(width === screens[0].width), `${locale}, ${width}: its tabs stand in one row`, rows);
			await page.locator('.desk-menu summary').click();
			ok(await page.locator('.desk-menu a[href$="/sign-out"]').isVisible() &&
			    await page.locator('.desk-tabs a[href$="/supervision"]:visible').count() === 1, `${locale}, ${width}: everything is in it`);
			const wrong = await audit(page, { target: 24 });
			ok(wrong.length === 0, `${locale}, ${width}: the open menu is legible and easy to hit`, wrong.slice(0, 8));
		}
		await page.context().close();
	}
}

/* The pages of administration, a heading that leads to each. */
async function affairs() {
	for (const locale of ['zh-CN', 'en-GB']) {
		const page = await signedIn('supervisor', await desktop({ locale, javaScriptEnabled: false }), []);
		await page.goto('/desk/affairs');
		ok(await page.locator('main h2 a').count() > 3, `${locale}: administration leads to its pages`);
		await look(page, `administration-${locale}`);
		for (const link of await page.locator('main h2 a').all()) {
			const box = await link.boundingBox();
			ok(box.height >= 24, `${locale}: ${await link.innerText()} is high enough to hit`, box);
		}
		await page.context().close();
	}
}

for (const part of [reach, several, besides, sentences, shown, asked, heads, affairs]) {
	try {
		await part();
	} catch (e) {
		ok(false, `${part.name} came to its end`, e.stack.split('\n'));
	}
}
await done();
