/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The line drops: between a telephone and the service stands a proxy that can be cut, and that can lose an answer (dropped.mjs).
 * A page of ours in place of the browser's, what was typed kept on the phone and sent once, nothing of it for
 * whoever uses the phone next, and no page of a person's among what is kept. And the way out of WeChat's browser. TAP.
 */
import { audit } from './styles-audit.mjs';
import { arrange, close, entered, keptRows, leftRows, line, press, rows, turn, url } from './dropped.mjs';
import { done, fixture, ok, phone, same } from './product.mjs';

const text = (page) => page.locator('main').innerText();
const heading = (page) => page.locator('h1').innerText();
/* whichever navigation it takes, and however often the page of a dropped line comes in between */
const goesOn = (page) => page.waitForFunction(() => {
	const h1 = document.querySelector('h1');
	return document.readyState === 'complete' && h1 && !document.querySelector('[data-state]') && h1.innerText;
}, null, { timeout: 60000 });

async function reading(page) {
	turn('cut');
	await page.goto('/zh/formalities/cert-no-crime');
	same(await heading(page), '现在没有网络', 'a page that cannot be fetched is ours');
	ok(page.url().endsWith('/zh/formalities/cert-no-crime'), 'at the address that was asked for');
	const shown = await text(page);
	ok(shown.includes('您保存过、提交过的内容都在') && !shown.includes('加密') && !shown.includes('没有送到'), 'which says that nothing is lost', shown);
	const wrong = await audit(page);
	ok(wrong.length === 0 && await page.evaluate(() => getComputedStyle(document.querySelector('.qiao-header')).backgroundColor !== 'rgba(0, 0, 0, 0)'),
		'and has its style', wrong);
	await press(page, '[data-again]');
	same(await heading(page), '现在没有网络', 'again, and still no line');
	await Promise.all([page.waitForNavigation(), page.locator('.qiao-languages a[lang="it"]').evaluate((link) => link.click())]);
	same([await heading(page), page.url().endsWith('/it/formalities/cert-no-crime')], ['Ora non c’è connessione', true],
		'in another language, of which no page was ever opened, it is ours too');
	await page.goto('/');
	same(await page.locator('[data-state]').count(), 1, 'and at the front door');
	await page.goto('/it/formalities/cert-no-crime');
	turn('open');
	await press(page, '[data-again]');
	ok((await heading(page)).includes('precedenti penali'), 'with a line it is the page', await heading(page));
}

/* A phone says that it is online before anything comes through. */
async function comesBack(page) {
	turn('cut');
	await page.goto('/zh/privacy');
	await page.evaluate(() => {
		window.stays = true;
		dispatchEvent(new Event('online'));
	});
	const before = line.refused;
	while (line.refused < before + 3) {
		await page.waitForTimeout(100);
	}
	ok(await page.evaluate(() => window.stays), 'the page of a dropped line asks, and stays while nothing comes');
	turn('open');
	await goesOn(page);
	ok(page.url().endsWith('/zh/privacy'), 'as soon as there is a line what was asked for opens by itself', page.url());
}

/* Whoever was here before has a worker for each language that they read. */
async function oldWorkers(page) {
	await page.goto('/zh/');
	await page.evaluate(() => Promise.all(['/zh/', '/en/'].map((scope) => navigator.serviceWorker.register('/worker.js', { scope }))));
	const left = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).map((one) => new URL(one.scope).pathname));
	for (let tries = 0; (await left()).length > 1 && tries < 300; tries++) {
		await page.waitForTimeout(100);
	}
	same(await left(), ['/'], 'of the workers of each language none is left, and the one of all is there');
	turn('cut');
	for (const [path, title] of [['/zh/privacy', '现在没有网络'], ['/en/privacy', 'There is no connection just now']]) {
		await page.goto(path);
		same(await heading(page), title, `which has the page of a dropped line for ${path}`);
	}
	turn('open');
}

async function typed(page, { begun, typed: answers }) {
	const path = `/zh/applications/${begun}/form/you`;
	await page.goto(path);
	for (const [name, value] of Object.entries(answers)) {
		const input = page.locator(`main [name="${name}"]`).first();
		await (await input.evaluate((e) => e.type) === 'radio' ? page.locator(`main [name="${name}"][value="${value}"]`).check({ force: true })
			: await input.evaluate((e) => e.localName) === 'select' ? input.selectOption(value) : input.fill(value));
	}
	turn('cut');
	await press(page, 'main form[method="post"] button[type="submit"]');
	const shown = await text(page);
	ok(shown.includes('加密') && shown.includes('没有丢'), 'a form that cannot be sent: what was typed is kept', shown);
	const kept = await rows(page);
	same(kept.map((row) => row.path), [path], 'on the phone');
	ok(kept[0] && kept[0].plain.length > 100 && !['applicant', answers.applicant_idno, 'token'].some((word) => kept[0].plain.includes(word)), 'and nothing of it is legible there');
	turn('open');
	await press(page, '[data-again]');
	await page.locator('[data-send]').waitFor();
	const offer = await text(page);
	ok(offer.includes('可能还没有送到的内容') && offer.includes('· ') && !offer.includes('{1}'), 'with a line it is offered on its page', offer);
	const wrong = await audit(page);
	ok(wrong.length === 0, 'the offer is legible', wrong);
	same(await page.locator('[name="applicant_name"]').inputValue(), '', 'nothing was sent without being asked');
	await page.waitForTimeout(5100);
	await press(page, '.qiao-sizes button.is-large');
	await page.locator('[data-send]').waitFor();
	ok(await page.evaluate(() => document.documentElement.className) === 'size-large', 'and it is so after the text was made larger');
	await press(page, '[data-send]');
	ok(page.url().includes(`/applications/${begun}/`) && !page.url().endsWith('/form/you'), 'sent with one tap', page.url());
	await page.goto(path);
	same(await page.locator('[name="applicant_name"]').inputValue(), answers.applicant_name, 'and stored as it was typed');
	same([await keptRows(page), await page.locator('[data-send]').count()], [[], 0], 'nothing is kept any more');
}

/* Answered at once, by a phone that seals slowly. */
async function answeredFast(_, { one, begun }) {
	const slow = await entered(one);
	await slow.context().addInitScript(() => {
		const seal = crypto.subtle.encrypt.bind(crypto.subtle);
		crypto.subtle.encrypt = async (...what) => {
			await new Promise((later) => setTimeout(later, 300));
			return seal(...what);
		};
	});
	const path = `/zh/applications/${begun}/form/you`;
	for (line.status of [403, 500, 502, 503, 504]) {
		await slow.goto(path);
		await slow.locator('[name="applicant_name"]').fill(`林${line.status}`);
		turn('busy');
		await press(slow, 'main form[method="post"] button[type="submit"]');
		same([await heading(slow), (await keptRows(slow)).length], ['busy', 1], `answered with ${line.status}, what was typed is kept`);
		turn('open');
		await slow.goto('/zh/applications');
		await slow.locator('[data-drop]').click();
		await slow.locator('[data-drop]').waitFor({ state: 'detached' });
		same(await keptRows(slow), [], 'and is offered where there is an answer');
	}
	await slow.context().close();
}

/* A page of an error has no key, but a form that sends the same once more. */
async function busy(page, { begun }) {
	const path = `/zh/applications/${begun}/form/you`;
	line.status = 503;
	await page.goto(path);
	await page.locator('[name="applicant_name"]').fill('林再试');
	const sent = await page.locator('main form[method="post"]').first().evaluate((form) => Array.from(new FormData(form)));
	turn('busy');
	await press(page, 'main form[method="post"] button[type="submit"]');
	same([await heading(page), (await keptRows(page)).length], ['busy', 1], 'where the service is busy, what was typed is kept');
	turn('open');
	await page.waitForTimeout(5100);
	await Promise.all([page.waitForNavigation(), page.evaluate((pairs) => {
		const form = document.createElement('form');
		form.method = 'post';
		pairs.forEach(([name, value]) => form.append(Object.assign(document.createElement('input'), { name, value })));
		document.body.append(form);
		form.submit();
	}, sent)]);
	ok(!page.url().endsWith('/form/you'), 'it is sent once more from there', await text(page));
	await page.goto(path);
	await page.waitForTimeout(400);
	same([await page.locator('[name="applicant_name"]').inputValue(), await keptRows(page), await page.locator('[data-send]').count()],
		['林再试', [], 0], 'stored, and not offered');
}

/* In the middle of a form another language, or a larger text, is asked for. */
async function otherLanguage(page, { begun }) {
	const path = `applications/${begun}/form/you`;
	const name = page.locator('[name="applicant_name"]');
	const ask = (selector) => Promise.all([page.waitForNavigation(), page.locator(selector).first().evaluate((button) => button.click())]);
	await page.goto(`/zh/${path}`);
	const before = await name.inputValue();
	for (const [selector, lang] of [['.qiao-languages button[lang="es"]', 'es'], ['.qiao-sizes button', 'zh']]) {
		await page.goto(`/zh/${path}`);
		await name.fill(`半路${lang}`);
		turn('cut');
		await ask(selector);
		same([await page.locator('[data-state]').getAttribute('data-state'), await page.locator('html').getAttribute('lang')],
			['kept', lang === 'zh' ? 'zh-Hans' : lang], `${selector} while the line is down: what was typed is kept, and that is said in ${lang}`);
		turn('open');
		await press(page, '[data-again]');
		await page.locator('[data-send]').waitFor();
		ok(page.url().includes(`/${lang}/${path}`) && await name.inputValue() === before, 'with a line it is offered', page.url());
		await press(page, '[data-send]');
		same([page.url().endsWith(`/${lang}/${path}`), await name.inputValue()], [true, `半路${lang}`], 'and stands in the form again');
		same([await leftRows(page), await page.locator('[data-send]').count()], [[], 0], 'nothing is kept any more');
	}
	await page.goto(`/zh/${path}`);
	same(await name.inputValue(), before, 'what was only to be shown was not saved');
	await name.fill('在线');
	await ask('.qiao-sizes button');
	await ask('.qiao-languages button[lang="en"]');
	same([await name.inputValue(), await leftRows(page), await page.locator('[data-send]').count()], ['在线', [], 0], 'with a line nothing is kept or offered');
}

/* A page that answered a form stands in the browser's history as that form's: back to it sends nothing, and says nothing of a line. */
async function lookedBack(page, { begun }) {
	const path = `/zh/applications/${begun}/form/you`;
	const back = async () => {
		await page.goto('/zh/units');
		await page.goBack();
		return [new URL(page.url()).pathname.slice(3), await page.locator('[data-state]').count(), await page.locator('[name="applicant_name"]').count()];
	};
	await page.goto(path);
	await page.locator('[name="applicant_name"]').fill('林');
	await press(page, 'main form[method="post"] button[type="submit"]:not([name="show"])');
	ok(await page.locator('.govuk-error-summary').isVisible(), 'a form that was refused');
	same(await back(), [path.slice(3), 0, 1], 'gone back to, it is its page');
	await Promise.all([page.waitForURL('**/en/**'), page.locator('.qiao-languages button[lang="en"]').evaluate((button) => button.click())]);
	same(await leftRows(page), [], 'of one that was only shown in another language nothing is kept');
	same(await back(), [path.slice(3), 0, 1], 'and it is its page, too');
}

/* Chrome 79 and Safari 12 do not say which button was pressed. */
async function noSubmitter(_, people) {
	const old = await entered(people.one);
	await old.context().addInitScript(() => Object.defineProperty(SubmitEvent.prototype, 'submitter', { get: () => undefined }));
	await otherLanguage(old, people);
	await old.context().close();
}

async function answerLost(page, { ready }) {
	const path = `/zh/applications/${ready}/check`;
	await page.goto(path);
	await page.locator('main [name="declare"]').check({ force: true });
	line.state = 'deaf';
	await press(page, 'main form[method="post"] button[type="submit"]:not([name="show"])');
	ok((await text(page)).includes('加密'), 'a declaration whose answer is lost is kept', await text(page));
	turn('open');
	await page.goto('/zh/applications');
	await page.locator('[data-send]').waitFor();
	await press(page, '[data-send]');
	ok(page.url().endsWith(`/applications/${ready}/receipt`), 'sent again it has its receipt', page.url());
	same(arrange(ready), 1, 'and is submitted once');
}

async function files(page, { begun }) {
	await page.goto(`/zh/applications/${begun}/materials/id-proof-driver`);
	await page.locator('input[type="file"]').setInputFiles(fixture('grey.jpg'));
	turn('cut');
	await page.locator('form[enctype="multipart/form-data"] button[type="submit"]').click();
	await page.waitForFunction(() => document.querySelector('#sendings p').textContent === document.querySelector('#sendings').dataset.waiting);
	ok(true, 'a photograph waits on its page until there is a line (sending.mjs)');
	turn('open');
	await page.locator(`a[href*="${begun}/files/"]`).first().waitFor();
	await page.goto('/zh/applications');
	same(await keptRows(page), [], 'no row of them');
}

/* The same phone, one after the other. */
async function nextPerson(page, { begun, two, one }) {
	const context = page.context();
	await page.goto(`/zh/applications/${begun}/form/you`);
	turn('cut');
	await press(page, 'main form[method="post"] button[type="submit"]');
	turn('open');
	const as = async (cookies) => {
		await context.clearCookies();
		await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url })));
		await page.goto('/zh/applications');
	};
	await as(two);
	await page.waitForTimeout(400);
	same(await page.locator('[data-send]').count(), 0, 'another person on the same phone is offered nothing');
	await as(one);
	await page.locator('[data-send]').waitFor();
	same(await page.locator('[data-send]').count(), 1, 'whoever typed it is');
	await page.locator('[data-drop]').click();
	await page.locator('[data-drop]').waitFor({ state: 'detached' });
	same(await keptRows(page), [], 'and can say that it is not to be kept');
	await page.goto(`/zh/applications/${begun}/form/you`);
	turn('cut');
	await press(page, 'main form[method="post"] button[type="submit"]');
	turn('open');
	await page.goto('/zh/sign-out');
	ok((await keptRows(page)).length === 1, 'kept again');
	await press(page, 'main form[method="post"] button[type="submit"]');
	same(await rows(page), [], 'signing out leaves nothing on the phone');
}

/* Without a key nothing can be kept: what is said then speaks of files only where there were some. */
async function notKept(page) {
	for (const [enctype, want] of [['application/x-www-form-urlencoded', 'lost'], ['multipart/form-data', 'lost files']]) {
		await page.goto('/zh/privacy');
		turn('cut');
		await Promise.all([page.waitForNavigation(), page.evaluate((type) => {
			const form = Object.assign(document.createElement('form'), { method: 'post', action: '/zh/nothing', enctype: type });
			document.body.append(form);
			form.submit();
		}, enctype)]);
		same([await page.locator('[data-state]').getAttribute('data-state'), (await text(page)).includes('文件')], [want, want !== 'lost'],
			`${enctype}: what is lost is named`);
		turn('open');
	}
}

/* As the phone itself says it: DevTools' "offline". */
async function phoneOffline(page) {
	await page.goto('/zh/');
	await page.context().setOffline(true);
	await page.locator('.qiao-offline').waitFor();
	ok(true, 'a phone that knows that it has no line says so on the page');
	same(await page.locator('.qiao-offline').innerText(), '网络断开了。', 'and nothing of what was typed where nothing is');
	await page.goto('/zh/units');
	same([await heading(page), await page.locator('.qiao-offline').count()], ['现在没有网络', 0], 'and opens our page for any other, which says it once');
	await page.context().setOffline(false);
	await goesOn(page);
	same([await heading(page), page.url().endsWith('/zh/units')], ['各单位的地址和办公时间', true], 'with a line it goes on by itself to what was asked for');
	await page.goto('/zh/settings');
	await page.context().setOffline(true);
	ok((await page.locator('.qiao-offline').innerText()).includes('还在这一页'), 'on a form what was typed is said to be there');
	await page.context().setOffline(false);
}

/* What this browser cannot do: the way out of it, which is legible and copies its address. */
async function insideWeChat(_, { two }) {
	/* a worker of this Chromium goes on with Chromium's own name */
	const context = await phone({ serviceWorkers: 'block', userAgent: 'Mozilla/5.0 (Linux; Android 10; wv) Chrome/86.0 XWEB/3185 Mobile MicroMessenger/8.0.21' });
	const inside = await context.newPage();
	await inside.goto('/zh/formalities/cert-no-crime');
	ok(await inside.locator('[data-print]').isHidden(), 'inside WeChat there is no button that does nothing');
	await press(inside, 'main a[href*="/elsewhere"]');
	const wrong = await audit(inside);
	ok(wrong.length === 0, 'the way to another browser is legible', wrong);
	await inside.locator('[data-copy]').click();
	ok((await text(inside)).includes('已经复制'), 'and copies the address with one tap', await text(inside));
	await context.addCookies(Object.entries(two).map(([name, value]) => ({ name, value, url })));
	await inside.goto('/zh/settings');
	const zone = inside.locator('select[name="zone"]');
	await zone.selectOption('IT');
	await inside.waitForFunction(() => Object.keys(sessionStorage).some((key) => key.startsWith('typed ')));
	await press(inside, 'main a[href*="/elsewhere"]');
	same(await inside.locator('.govuk-back-link').count(), 0, 'it leads back by the browser alone');
	await inside.goBack();
	for (let tries = 0; tries < 50 && await zone.inputValue() !== 'IT'; tries++) {
		await inside.waitForTimeout(100);
	}
	same(await zone.inputValue(), 'IT', 'where what was chosen and not saved still is');
	await context.close();
}

const people = arrange();
const page = await entered(people.one);
await page.goto(`/zh/applications/${people.begun}`);
await page.goto('/zh/settings');
const cached = await page.evaluate(async () => {
	const all = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname)));
	return all.flat().filter((path) => !path.startsWith('/static/'));
});
same(cached.sort(), ['/en/offline', '/es/offline', '/it/offline', '/zh/offline'], 'of all pages one is kept, in each language, and it is nobody\'s');
ok(!(await page.evaluate(async () => (await caches.match('/zh/offline', { ignoreVary: true })).text())).includes('data-keep'), 'fetched as by a stranger');
for (const part of [reading, comesBack, oldWorkers, typed, answeredFast, busy, otherLanguage, lookedBack, noSubmitter, answerLost, files, nextPerson, notKept, phoneOffline, insideWeChat]) {
	const began = Date.now();
	try {
		await part(page, people);
	} catch (e) {
		ok(false, `${part.name} came to its end`, e.stack.split('\n'));
		turn('open');
	}
	console.log(`# ${part.name}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
}
close();
await done();
