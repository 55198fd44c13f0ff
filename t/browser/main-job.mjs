/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The main job, in Chromium, with script and again without: a resident on a telephone
 * applies with photographs as telephones make them, an officer asks for a correction,
 * accepts and proposes, a second person approves, the result is issued and fetched. TAP.
 */
import { readFileSync } from 'node:fs';
import { audit } from './styles-audit.mjs';
import { accounts, codeFor, codeOf, desktop, done, fixture, here, listen, ok, phone, same } from './product.mjs';

const yesterday = new Date(Date.now() - 86400000 + 8 * 3600000).toISOString().slice(0, 10).split('-').map(Number);
const ANSWERS = {
	applicant_name: '林示例', applicant_idno: '330399198506121135', home_county: '330304',
	purpose: 'immigration', destination: 'IT',
	'period_from-year': '2001', 'period_from-month': '6', 'period_from-day': '12',
	'period_to-year': String(yesterday[0]), 'period_to-month': String(yesterday[1]), 'period_to-day': String(yesterday[2]),
	delivery: 'electronic',
};

/* Types, chooses and ticks what the page asks for; says what it found. */
async function fill(page, answers) {
	const found = [];
	for (const [name, value] of Object.entries(answers)) {
		const inputs = page.locator(`main [name="${name}"]`);
		if (await inputs.count() === 0) {
			continue;
		}
		found.push(name);
		const closed = inputs.first().locator('xpath=ancestor::details[not(@open)]');
		if (await closed.count()) {
			await closed.locator('summary').click();
		}
		const kind = await inputs.first().evaluate((e) => e.type);
		if (kind === 'radio') {
			await page.locator(`main [name="${name}"][value="${value}"]`).check({ force: true });
		} else if (kind === 'select-one') {
			await inputs.first().selectOption(value);
		} else if (kind === 'checkbox') {
			await inputs.first().check({ force: true });
		} else {
			await inputs.first().fill(value);
		}
	}
	return found;
}

const press = async (page, selector = 'main form[method="post"] button[type="submit"]') => {
	await Promise.all([page.waitForNavigation(), page.locator(selector).first().click()]);
};
const text = (page) => page.locator('main').innerText();
const path = (page) => new URL(page.url()).pathname;

async function look(page, where, target) {
	const faults = await audit(page, target ? { target } : undefined);
	ok(faults.length === 0, `${where}: legible, easy to hit, not wider than the screen`, faults);
}

async function signIn(page, contact, script) {
	await page.goto('/zh/');
	await page.locator('a[href="/zh/sign-in"]').last().click();
	await fill(page, script ? { contact } : { contact, country: 'IT' });
	await press(page);
	await fill(page, { code: await codeFor(contact, page) });
	await press(page);
	same(path(page), '/zh/applications', 'the resident is signed in with the code of the inbox');
}

async function apply(page, script) {
	await page.goto('/zh/formalities/cert-no-crime');
	await page.locator('main a.govuk-button').first().click();
	/* where something is asked first: the first choice each time */
	for (let asked = 0; path(page).endsWith('/questions') && asked < 6; asked++) {
		await look(page, 'a question before applying');
		const choice = page.locator('main [type="radio"]').first();
		if (await choice.count() === 0) {
			await page.locator('main a.govuk-button').first().click();
			break;
		}
		await choice.check({ force: true });
		await press(page, 'main form[method="get"] button[type="submit"]');
	}
	await look(page, 'before applying');
	await press(page);
	const ref = path(page).split('/')[3];
	let pages = 0;
	for (; path(page).includes('/form/') && pages < 12; pages++) {
		const found = await fill(page, ANSWERS);
		if (pages === 0) {
			await page.locator('[name="applicant_idno"]').fill('330399198506121134');
			await press(page);
			ok(await page.locator('#e-applicant_idno').count() === 1 &&
			    await page.locator('[name="applicant_name"]').inputValue() === '林示例',
			'a wrong digit is told beside the field, and what was typed is there');
			if (script) {
				ok(await page.evaluate(() => document.activeElement?.classList.contains('govuk-error-summary')),
				    'the summary has the focus');
			}
			await page.locator('.govuk-error-summary a').first().click();
			await page.locator('[name="applicant_idno"]').fill(ANSWERS.applicant_idno);
		}
		ok(found.length > 0, `page ${pages + 1} asks for ${found.join(', ')}`);
		await press(page);
	}
	ok(pages >= 3, `the form has ${pages} pages`);
	await look(page, 'the list of papers');
	await page.locator('main a[href*="/materials/id-proof-any"]').first().click();
	for (const file of ['phone.heic', 'phone.jpg']) {
		await page.locator('input[type="file"]').setInputFiles(fixture(file));
		if (script) {
			ok((await text(page)).includes(file), `${file} is named when it is chosen`);
		}
		await press(page, 'form[enctype="multipart/form-data"] button[type="submit"]');
		ok(await page.locator('.govuk-error-message').count() === 0, `${file} (${Math.round(readFileSync(fixture(file)).length / 1024)} KB) is kept`);
	}
	const thumbs = page.locator('.qiao-thumbs img');
	await page.waitForLoadState('networkidle');
	await thumbs.last().scrollIntoViewIfNeeded();
	same(await thumbs.evaluateAll((all) => all.map((i) => i.naturalHeight > i.naturalWidth)), [true, true],
	    'both are shown, upright');
	await look(page, 'a paper with its photographs');
	await page.goto(`/zh/applications/${ref}/check`);
	ok((await text(page)).includes('330399198506121135'), 'check your answers');
	await look(page, 'check your answers');
	await fill(page, { declare: '1' });
	await press(page);
	same(path(page), `/zh/applications/${ref}/receipt`, 'submitted: the receipt');
	const receipt = await text(page);
	ok(receipt.replace(/-/g, '').includes(ref) && receipt.includes('温州') && receipt.includes('意大利'),
	    'with the number and both clocks', receipt);
	await look(page, 'the receipt');
	return ref;
}

async function officer(name, options) {
	const account = accounts.find((a) => a.sign_in_name === name);
	const context = await desktop(options);
	const page = await context.newPage();
	await page.goto('/desk/');
	/* a code that somebody used a moment ago is no good a second time: then the next one */
	for (let i = 0; i < 3 && path(page) === '/desk/sign-in'; i++) {
		await fill(page, { name, password: account.password, code: await codeOf(account) });
		await press(page);
	}
	ok(path(page) === '/desk/' && !page.url().includes('why='), `${name} is signed in`, page.url());
	return page;
}

async function act(page, ref, what, answers, selector) {
	await page.goto(`/desk/matters/${ref}`);
	await Promise.all([page.waitForNavigation(), page.locator(`.desk-acts a[href$="/${what}"]`).click()]);
	await fill(page, answers);
	await press(page, selector);
	same(path(page), `/desk/matters/${ref}`, `${what} is done`);
}

async function claim(page, ref, script) {
	await page.goto('/desk/?list=new');
	/* what is due last stands on the last page */
	const own = page.locator(`main a[href^="/desk/matters/${ref}"]`).first();
	for (let i = 0; i < 50 && await own.count() === 0; i++) {
		await Promise.all([page.waitForNavigation(), page.locator('main a[rel="next"]').first().click()]);
	}
	await own.click();
	await page.waitForURL(/\/desk\/matters\//);
	await look(page, 'a matter on the desk', 24);
	const stage = page.locator('.desk-viewer__stage').first();
	const before = await stage.getAttribute('class');
	if (script) {
		await page.keyboard.press('r');
		ok(await stage.getAttribute('class') !== before, 'R turns the photograph');
		await Promise.all([page.waitForNavigation(), page.keyboard.press('m')]);
	} else {
		await Promise.all([page.waitForNavigation(), page.locator('[data-turn]').click()]);
		ok(await page.locator('.desk-viewer__stage').first().getAttribute('class') !== before, 'a link turns the photograph');
		await press(page, '.desk-acts form[action*="/claim"] button');
	}
	await page.waitForLoadState();
	ok(await page.locator('.desk-acts form[action*="/release"], .desk-acts [data-key="u"]').count() > 0, 'claimed');
}

async function correct(page, ref) {
	await page.goto(`/zh/applications/${ref}`);
	await look(page, 'it is the resident\'s turn');
	await page.locator('.qiao-next a').first().click();
	await look(page, 'the correction');
	same((await page.locator('main section a').evaluateAll((all) => all.map((a) => a.pathname.split('/')[4]))).sort(),
	    ['form', 'materials'], 'only what was asked for is open');
	await page.locator('main a[href*="/form/"]').first().click();
	await fill(page, { purpose: 'study' });
	await press(page);
	await page.locator('main a[href*="/materials/id-proof-any"]').first().click();
	await page.locator('input[type="file"]').setInputFiles(fixture('phone.jpg'));
	await press(page, 'form[enctype="multipart/form-data"] button[type="submit"]');
	await page.goto(`/zh/applications/${ref}/correction`);
	await press(page);
	same(path(page), `/zh/applications/${ref}`, 'handed in');
}

async function fetch(page, ref) {
	await page.goto(`/zh/applications/${ref}`);
	await look(page, 'the result is there');
	await page.locator('.qiao-next a').first().click();
	await look(page, 'the result');
	const link = page.locator('main a[href*="/files/"]').first();
	const file = await page.context().request.get(await link.getAttribute('href'));
	same([file.status(), file.headers()['content-type']], [200, 'image/jpeg'], 'the result can be downloaded');
	await Promise.all([page.waitForNavigation(), link.click()]);
	ok(await page.evaluate(() => document.images[0]?.naturalHeight === 1200), 'and looked at');
	await page.goBack();
	await press(page);
	await page.goto(`/zh/applications/${ref}/views`);
	const views = await text(page);
	ok(views.includes('S-0401') && views.includes('S-0409') && views.includes('瓯海分中心'), 'who opened my file is told', views);
	await look(page, 'who opened my file');
}

async function mainJob(script) {
	console.log(`# with${script ? '' : 'out'} script`);
	const began = Date.now();
	const faults = [];
	const context = await phone({ javaScriptEnabled: script });
	const page = await context.newPage();
	listen(page, faults);
	await signIn(page, `browser-${Date.now().toString(36)}@example.org`, script);
	const ref = await apply(page, script);
	const first = await officer('ouhai-1', { javaScriptEnabled: script });
	const second = await officer('ouhai-approver', { javaScriptEnabled: script });
	listen(first, faults);
	listen(second, faults);
	await claim(first, ref, script);
	await act(first, ref, 'correction', { 'item-material-id-proof-any': '1', 'text-material-id-proof-any': '号码反光。',
		'item-field-purpose': '1', 'text-field-purpose': '请核对用途。' });
	await correct(page, ref);
	await act(first, ref, 'accept', {});
	await act(first, ref, 'propose-approval', { reason: '材料齐全。' });
	await act(second, ref, 'decide', { note: '同意。' }, 'main form button[name="verdict"][value="agree"]');
	await first.goto(`/desk/matters/${ref}`);
	await Promise.all([first.waitForNavigation(), first.locator('.desk-acts a[href$="/issue"]').click()]);
	await fill(first, { text: '证明见附件。', delivery: 'electronic' });
	await first.locator('input[type="file"]').setInputFiles(fixture('photo.webp'));
	await press(first, 'form[enctype="multipart/form-data"] button[type="submit"]');
	same(path(first), `/desk/matters/${ref}`, 'issue is done');
	await fetch(page, ref);
	same(faults, [], 'no page complained');
	for (const c of [context, first.context(), second.context()]) {
		await c.close();
	}
	console.log(`# ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

for (const script of [true, false]) {
	try {
		await mainJob(script);
	} catch (e) {
		ok(false, `the main job with${script ? '' : 'out'} script came to its end`, e.stack.split('\n'));
	}
}
await done();
