/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Whoever travels has the clock of where their phone is, from the second page on and without a request for it, unless
 * they chose one in the settings. Without script nothing changes. TAP.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { done, here, ok, phone, root, same } from './product.mjs';

const env = { ...process.env, QIAO_URL: here.url, QIAO_DATA: here.data };
const { pages, cookies } = JSON.parse(execFileSync(join(root, 't/browser/line-arrange.py'), { env, encoding: 'utf8' }));

/* The same person's phone, somewhere: by whose clock its page is, what it asked for, what it tells the next one. */
async function phoneIn(timezoneId, options) {
	const context = await phone({ timezoneId, serviceWorkers: 'block', ...options });
	await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: here.url })));
	const page = await context.newPage();
	const asked = new Set();
	page.on('request', (request) => asked.add(new URL(request.url()).pathname));
	return { page, asked,
		clock: async () => {
			await page.goto(pages.tracking, { waitUntil: 'networkidle' });
			return (await page.locator('.qiao-clocks p').allInnerTexts()).map((one) => one.split(/\s/)[0]).join(' ');
		},
		tells: async () => (await context.cookies()).filter((one) => one.name === 'qiao-zone').map((one) => decodeURIComponent(one.value)),
	};
}

async function choose(page, zone) {
	await page.goto('/zh/settings');
	await page.locator('#f-zone').selectOption(zone);
	await Promise.all([page.waitForNavigation(), page.locator('main form[method="post"] button[type="submit"]').first().click()]);
}

const home = await phoneIn('Europe/Rome');
same([await home.clock(), await home.tells()], ['', ['Europe/Rome']], 'nobody has said where they are: the phone does, with the next page');
same([await home.clock(), await home.tells()], ['意大利 温州', []], 'which is by the clock there, and it is said once');

const away = await phoneIn('America/Sao_Paulo');
same([await away.clock(), await away.tells()], ['意大利 温州', ['America/Sao_Paulo']], 'in São Paulo the phone says so with the next page');
same([...away.asked], [...home.asked], 'and asks for nothing more');
same([await away.clock(), await away.tells()], ['圣保罗 温州', []], 'which is by the clock there');

const bare = await phoneIn('Africa/Johannesburg', { javaScriptEnabled: false });
same([await bare.clock(), await bare.clock(), await bare.tells()], ['圣保罗 温州', '圣保罗 温州', []], 'without script it stays as it was');

const hiding = await phoneIn('UTC');
same([await hiding.clock(), await hiding.clock(), await hiding.tells()], ['圣保罗 温州', '圣保罗 温州', []], 'nor by a browser that hides where it is');
await hiding.page.context().clearCookies();
await hiding.page.goto('/zh/sign-in');
same(await hiding.page.locator('input[name="zone"]').inputValue(), '', 'whose owner signs in without a place, too');

await away.page.goto('/zh/settings');
const picked = await away.page.locator('#f-zone option:checked').innerText();
ok(picked.includes('手机') && picked.includes('圣保罗'), 'the settings say that it is the phone\'s, and which that is', picked);
await choose(away.page, 'IT');
same([await away.clock(), await away.clock(), await away.tells()], ['意大利 温州', '意大利 温州', []], 'a clock that was chosen stays, wherever the phone is');
await choose(away.page, 'phone');
await away.clock();
same(await away.clock(), '圣保罗 温州', 'until the phone\'s is chosen again');
await done();
