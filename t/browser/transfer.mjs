/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Another department, in Chromium, on a desk and on a telephone: its clerk takes a matter and answers,
 * a department without accounts does by its link, without script; the resident reads all of it in
 * English. TAP. QIAO_PICTURES: a folder for pictures of every page.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { look, path, press, signedIn, text } from './desk-walk.mjs';
import { desktop, done, here, listen, ok, phone, root, same } from './product.mjs';

const env = { ...process.env, QIAO_URL: here.url, QIAO_DATA: here.data };
const at = JSON.parse(execFileSync(join(root, 't/browser/transfer-arrange.py'), { env, encoding: 'utf8' }));
const faults = [];

async function clerk() {
	const page = await signedIn('civil-1', await desktop(), faults);
	same(path(page), '/desk/transfers', 'a clerk begins at their list');
	await look(page, 'the list');
	await press(page, `main a[href$="/transfers/${at.transfer}"]`);
	ok((await text(page)).includes('Is there a record?'), 'what was forwarded is there');
	await look(page, 'a matter to be taken');
	await press(page, 'form#take button');
	ok(await page.locator('form#take').count() === 0, 'taken with one click');
	await page.locator('form#hand-back button').waitFor({ state: 'attached' });
	await page.locator('details:has(form#hand-back) summary').click();
	await press(page, 'form#hand-back button');
	ok(await page.locator('#e-reason').isVisible(), 'handing back wants a reason, which is said beside it');
	await look(page, 'no reason');
	await page.locator('[name="answer"]').fill('有记录：2001 年 6 月 12 日在瓯海登记。\n补证请委托国内亲属到瓯海区婚姻登记处办理。');
	await look(page, 'an answer');
	await press(page, 'form#answer button');
	ok((await text(page)).includes('已经交给民警核对'), 'answered: an officer checks it');
	await look(page, 'answered');
	await page.context().close();
}

async function codeOfInbox(context) {
	const inbox = await context.newPage();
	let code;
	for (let i = 0; i < 50 && !code; i++) {
		const all = (await (await inbox.request.get('/demo/inbox.json')).json()).messages;
		code = all.find((m) => m.to === 'estate@example.org' && m.kind === 'code')?.subject.match(/\d{6}/)?.[0];
		await inbox.waitForTimeout(code ? 0 : 200);
	}
	await inbox.close();
	return code;
}

async function byLink() {
	const context = await phone({ javaScriptEnabled: false });
	const page = await context.newPage();
	listen(page, faults);
	await page.goto(at.link);
	await look(page, 'a link');
	await press(page, 'form#link button');
	await page.locator('[name="code"]').fill(await codeOfInbox(context));
	await look(page, 'its code');
	await press(page, 'form#link-code button');
	ok(/^\/desk\/transfers\/\d+$/.test(path(page)), 'the code opens the one page', page.url());
	await look(page, 'by link');
	await press(page, 'form#take button');
	await page.locator('details:has(form#hand-back) summary').click();
	await page.locator('[name="reason"]').fill('The house is in Taishun. Please pass it on to Taishun county.');
	await press(page, 'form#hand-back button');
	same(path(page), '/desk/link', 'handed back, it is seen no longer');
	await context.close();
}

async function reply() {
	const page = await signedIn('center-1', await desktop(), faults);
	await page.goto(`/desk/matters/${at.refs['tr-marriage']}`);
	await look(page, 'answered, on the desk');
	await press(page, '.desk-acts a[href$="/department-reply"]');
	await page.locator('[name="text"]').fill('There is a record, of 12 June 2001 at Ouhai.\nA relative with your authorisation can get a new certificate there.');
	await look(page, 'to be passed on', 18);
	await press(page, 'form#department_reply button[type="submit"]');
	await page.goto(`/desk/matters/${at.refs['tr-property']}`);
	await press(page, '.desk-acts a[href$="/transfer"]');
	await look(page, 'passing on', 18);
	await page.context().close();
}

async function resident() {
	const context = await phone({ locale: 'en-GB' });
	await context.addCookies(Object.entries(at.cookies).map(([name, value]) => ({ name, value, url: here.url })));
	const page = await context.newPage();
	listen(page, faults);
	return { page, at: async (ref, more, name) => {
		await page.goto(`/en/applications/${ref}${more}`);
		await look(page, name);
		return text(page);
	} };
}

const person = await resident();
ok((await person.at(at.asked, '', 'asked')).includes('may this be passed on'), 'the resident is asked first');
await person.at(at.asked, '/forward', 'the question');
await press(person.page, 'form#forward button[value="yes"]');
ok((await text(person.page)).includes('agreed'), 'and agrees');
ok((await person.at(at.refs['tr-marriage'], '', 'there')).includes('hands it back by'), 'the resident sees by when it is taken');
await clerk();
ok((await person.at(at.refs['tr-marriage'], '', 'there, answered')).includes('an officer is checking'), 'that it has answered');
await byLink();
ok((await person.at(at.refs['tr-property'], '', 'handed back')).includes('Taishun'), 'why one came back');
await reply();
const answer = await person.at(at.refs['tr-marriage'], '/result', 'the answer');
ok(answer.includes('There is a record') && answer.includes('有记录'), 'and the answer, in both languages', answer);
ok((await person.at(at.refs['tr-marriage'], '/views', 'who looked')).includes('Civil affairs bureau'), 'and who looked at it');
same(faults, [], 'no page complained');
await done();
