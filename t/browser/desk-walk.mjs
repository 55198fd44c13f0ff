/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a test does that walks through the desk: look at a page on both screens, sign an officer in. */
import { join } from 'node:path';
import { audit } from './styles-audit.mjs';
import { accounts, codeOf, listen, ok } from './product.mjs';

export const path = (page) => new URL(page.url()).pathname;
export const text = (page) => page.locator('main').innerText();
export const press = (page, selector) => Promise.all([page.waitForNavigation(), page.locator(selector).first().click()]);

/* As it is drawn, and on the other screen too. target: a link in a line of text is less high on the desk. */
export async function look(page, name, target = 24) {
	const size = page.viewportSize();
	for (const [kind, width, height] of [['desk', 1280, 800], ['phone', 360, 740]]) {
		await page.setViewportSize({ width, height });
		const wrong = await audit(page, { target });
		ok(wrong.length === 0, `${name}, ${kind}: legible, easy to hit, not wider than the screen`, wrong);
		if (process.env.QIAO_PICTURES) {
			await page.screenshot({ path: join(process.env.QIAO_PICTURES, `${name.replace(/\W+/g, '-')}-${kind}.png`), fullPage: true });
		}
	}
	await page.setViewportSize(size);
}

export async function signedIn(name, context, faults) {
	const account = accounts.find((a) => a.sign_in_name === name);
	const page = await context.newPage();
	listen(page, faults);
	await page.goto('/desk/');
	for (let i = 0; i < 3 && path(page) === '/desk/sign-in'; i++) {
		await page.locator('[name="name"]').fill(name);
		await page.locator('[name="password"]').fill(account.password);
		await page.locator('[name="code"]').fill(await codeOf(account));
		await press(page, 'main form button[type="submit"]');
	}
	return page;
}
