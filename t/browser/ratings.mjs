/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A rating, in Chromium: a resident closes a matter on a telephone without script and rates it badly; at
 * the centre a supervisor calls back, mends and closes, on a desk; the resident reads it in English and rates
 * it once more; supervision has it, and the public figures open for everybody. Each page on both screens.
 * TAP. QIAO_PICTURES: a folder for pictures of every page.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { look, press, signedIn, text } from './desk-walk.mjs';
import { desktop, done, here, listen, ok, phone, root, same } from './product.mjs';

const env = { ...process.env, QIAO_URL: here.url, QIAO_DATA: here.data };
const at = JSON.parse(execFileSync(join(root, 't/browser/ratings-arrange.py'), { env, encoding: 'utf8' }));
const faults = [];

async function resident(options) {
	const context = await phone({ locale: 'en-GB', ...options });
	await context.addCookies(Object.entries(at.cookies).map(([name, value]) => ({ name, value, url: here.url })));
	const page = await context.newPage();
	/* Chromium cannot be asked how a page is drawn without script, so the pages are looked at with it */
	listen(page, faults);
	return page;
}

async function rate() {
	const page = await resident({ javaScriptEnabled: false });
	await page.goto(`/en/applications/${at.ref}/result`);
	await press(page, 'form#result button[type="submit"]');
	same(await page.locator('#rating a').count(), 5, 'a closed matter asks: five levels to tap');
	await press(page, '#rating a[href$="level=2"]');
	ok(await page.locator('input[name="level"][value="2"]').isChecked(), 'the one that was tapped is chosen');
	await page.locator('label[for="f-about-pace"]').click();
	await page.locator('[name="words"]').fill('I had to ask three times.');
	await press(page, 'form#rate button[type="submit"]');
	ok((await text(page)).includes('Online Police Service Centre follows it up'), 'without script: sent, and who follows it up');
	await page.context().close();
}

async function see() {
	const page = await resident();
	for (const lang of ['zh', 'en']) {
		await page.goto(`/${lang}/applications/${at.ref}`);
		await look(page, `what was rated, tracking ${lang}`);
		await page.goto(`/${lang}/applications/${at.ref}/rating`);
		await look(page, `what was rated ${lang}`);
	}
	await page.context().close();
}

async function follow() {
	const page = await signedIn('supervisor', await desktop(), faults);
	await press(page, 'a[href*="list=ratings"]');
	await look(page, 'the list', 18);
	await press(page, `main a[href*="${at.ref}/follow-up"]`);
	ok((await text(page)).includes('I had to ask three times.'), 'what was said is there');
	await look(page, 'to call back', 18);
	await press(page, 'form#call button[type="submit"]');
	ok(await page.locator('#e-reached').isVisible(), 'whether they were reached is asked beside the field');
	await look(page, 'not said', 18);
	await press(page, 'form#contact button[type="submit"]');
	await page.locator('form#call input[value="yes"]').check();
	await page.locator('form#call [name="said"]').fill('At first nobody said which papers are needed.');
	await press(page, 'form#call button[type="submit"]');
	await page.locator('form#mend input[value="yes"]').check();
	await page.locator('form#mend [name="ready-sorry"]').check();
	await look(page, 'to mend', 18);
	await press(page, 'form#mend button[type="submit"]');
	const broken = await page.evaluate(() => {
		document.body.style.width = '360px';
		const found = [...document.querySelectorAll('.qiao-way .qiao-unbroken')].map((n) => [n.textContent, n.getClientRects().length, n.getBoundingClientRect().height]);
		document.body.style.width = '';
		return found;
	});
	ok(broken.length > 1 && broken.every(([, rects, height]) => rects === 1 && height < 32), 'the number of an officer is in one piece', broken.map(String));
	await look(page, 'to close', 18);
	await press(page, 'form#close button[type="submit"]');
	same(await page.locator('form#call, form#mend, form#close').count(), 0, 'closed: nothing is left to do');
	for (const by of ['unit', 'formality', 'site', 'officer', 'month']) {
		await page.goto(`/desk/supervision/ratings?by=${by}`);
		await look(page, `ratings by ${by}`, 18);
	}
	await page.goto('/desk/supervision/ratings?by=formality');
	await page.setViewportSize({ width: 360, height: 740 });
	const figures = () => page.locator('#rows tbody tr:first-child td:visible').count();
	const few = await figures();
	ok(few >= 2 && few < 8, `a telephone shows the figures that matter first: ${few} of 8`);
	await page.locator('.desk-all a').click();
	same(await figures(), 8, 'and all of them at a tap');
	await page.setViewportSize({ width: 1280, height: 800 });
	await page.goto('/desk/supervision/ratings?by=formality');
	same([await figures(), await page.locator('.desk-all:visible').count()], [8, 0], 'a desk has them all');
	await press(page, 'main tbody td a');
	await look(page, 'behind a number', 18);
	await page.context().close();
}

async function again() {
	const page = await resident();
	await page.goto(`/en/applications/${at.ref}`);
	await look(page, 'asked once more');
	await press(page, '#rating a[href$="level=4"]');
	ok((await text(page)).includes('We are sorry for the trouble that you had.'), 'what was mended, in the resident\'s language');
	await look(page, 'the further rating');
	await press(page, 'form#rate button[type="submit"]');
	await look(page, 'both');
	same(await page.locator('form#rate').count(), 0, 'that was the last');
	await page.goto(`/en/applications/${at.ref}/views`);
	ok((await text(page)).includes('your telephone or address, for following up your rating') ||
	    /telephone or address/.test(await text(page)), 'who saw how to reach them is told');
	await page.context().close();
}

async function everybody() {
	const page = await (await phone()).newPage();
	listen(page, faults);
	for (const lang of ['zh', 'en']) {
		await page.goto(`/${lang}/`);
		await press(page, `footer a[href="/${lang}/figures"]`);
		ok(await page.locator('h1').isVisible(), 'the figures are for everybody');
		await look(page, `figures ${lang}`);
	}
	await page.context().close();
}

await rate();
await see();
await follow();
await again();
await everybody();
same(faults, [], 'no page complained');
await done();
