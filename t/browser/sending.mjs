/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Photographs with the script on: made smaller and upright on the phone, sent over a slow line that drops, a reload
 * in the middle, done; one that was cut is not made whole; what is too dark, blurred or small is said before, and goes all the same if they say so; two
 * tabs of one page send each photograph once. TAP.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { done, fixture, here, listen, ok, phone, root, same } from './product.mjs';

const { cookies, paths } = JSON.parse(execFileSync(join(root, 't/browser/sending-arrange.py'), { encoding: 'utf8' }));
const context = await phone();
await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: here.url })));
const faults = [];

/* Another tab, with a line of its own. */
async function tab() {
	const it = await context.newPage();
	listen(it, faults);
	const line = await context.newCDPSession(it);
	const speed = (bytes, latency = 50, offline = false) => line.send('Network.emulateNetworkConditions',
	    { offline, latency, downloadThroughput: bytes, uploadThroughput: bytes });
	return { page: it, speed };
}

const { page, speed } = await tab();
const status = (it = page) => it.locator('#sendings p[role=status]').innerText();
const until = (test, what, it = page) => it.waitForFunction(test, what, { timeout: 60000, polling: 50 });

/* A sheet of text on a table, as a camera has it: lying, with the word of how to turn it in front. */
async function sheet({ width = 1600, height = 1200, shade = 0, blur = 1, turn = 0, type = 'image/jpeg' } = {}) {
	const base64 = await page.evaluate(async ([w, h, dim, soft, kind]) => {
		const canvas = document.createElement('canvas');
		const to = canvas.getContext('2d', { willReadFrequently: true });
		canvas.width = w;
		canvas.height = h;
		to.fillStyle = '#776655';
		to.fillRect(0, 0, w, h);
		to.fillStyle = '#f4f1ea';
		to.fillRect(w / 16, h / 16, w * 7 / 8, h * 7 / 8);
		to.fillStyle = '#c00';
		to.fillRect(0, 0, w / 8, h / 8);	/* where it lies above on the left */
		to.fillStyle = '#222';
		to.font = `${Math.round(h / 40)}px sans-serif`;
		for (let i = 0; i < 24; i++) {
			to.fillText(`Questura di Milano 330399 ${i * 7919} 中国 示例`.repeat(2), w / 10, h / 8 + i * h / 30);
		}
		if (soft > 1) {
			const small = document.createElement('canvas');
			small.width = w / soft;
			small.height = h / soft;
			small.getContext('2d').drawImage(canvas, 0, 0, small.width, small.height);
			to.drawImage(small, 0, 0, w, h);
		}
		to.fillStyle = `rgba(0, 0, 0, ${dim})`;
		to.fillRect(0, 0, w, h);
		/* as much grain as a camera's: eight more or less, a tile of it again and again */
		const tile = new OffscreenCanvas(160, 160);
		const ink = tile.getContext('2d');
		const grain = ink.createImageData(160, 160);
		for (let i = 0; i < grain.data.length; i++) {
			grain.data[i] = i % 4 === 3 ? 18 : Math.random() * 256;
		}
		ink.putImageData(grain, 0, 0);
		to.fillStyle = to.createPattern(tile, 'repeat');
		to.fillRect(0, 0, w, Math.min(h, 1000));
		const blob = await new Promise((got) => canvas.toBlob(got, kind, 0.95));
		return new Promise((got) => {
			const reader = new FileReader();
			reader.onload = () => got(reader.result.split(',')[1]);
			reader.readAsDataURL(blob);
		});
	}, [width, height, shade, blur, type]);
	const jpeg = Buffer.from(base64, 'base64');
	const exif = Buffer.from('ffe1002245786966000049492a000800000001001201030001000000'.concat(
	    turn.toString(16).padStart(2, '0'), '0000000000000000'), 'hex');
	return turn ? Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]) : jpeg;
}

const chooseIn = (it, ...files) => it.locator('input[type=file]').setInputFiles(files.map(([name, buffer]) => (
	{ name, mimeType: 'image/jpeg', buffer })));
const choose = (...files) => chooseIn(page, ...files);
const press = (it = page) => it.locator('#papers button[type=submit]').click();
const warned = async () => ((await page.locator('#faults').isVisible()) ? page.locator('#faults').innerText() : '');
/* One photograph on a slow line, until so much of it has gone that a bar shows more than the percent. */
async function begin(called, bytes, percent, photo) {
	await choose([called, photo ?? await sheet()]);
	await speed(bytes);
	await press();
	await until((n) => document.querySelector('#sendings progress').value > n, percent);
}
async function stop() {
	await page.locator('#sendings button').click();
	await until(() => document.querySelector('#sendings').hidden);
}
/* Until what was chosen has been looked at. */
const lookedAt = (count) => until((n) => document.querySelectorAll('#faults li').length === n, count);
/* Papers of this very matter: others may be offered below. */
const mine = (path) => `a[href*="${path.split('/')[3]}/files/"]`;
const arrived = (path, it = page) => it.waitForSelector(mine(path), { timeout: 60000 });

/* What the browser keeps of what is on its way. */
const kept = (it = page) => it.evaluate(() => new Promise((got) => {
	const opening = indexedDB.open('qiao-sendings', 1);
	opening.onsuccess = () => {
		const asked = opening.result.transaction('all').objectStore('all').count();
		asked.onsuccess = () => {
			opening.result.close();
			got(asked.result);
		};
	};
}));

/* What is sent, piece by piece. */
const pieces = [];
page.on('request', (r) => r.method() === 'PATCH' && pieces.push({ at: Number(r.headers()['upload-offset']),
	size: Number(r.headers()['content-length'] ?? r.postDataBuffer()?.length ?? 0) }));

async function aBadLine() {
	await page.goto(paths[0]);
	const scripts = await page.locator('script[src]').evaluateAll((all) => all.map((s) => s.src));
	const weights = await Promise.all(scripts.map(async (src) => gzipSync(await (await context.request.get(src)).body(), { level: 9 }).length));
	ok(weights.reduce((sum, n) => sum + n, 0) <= 10240, `the page's scripts are ${weights.join(' + ')} bytes compressed (10,240 at most)`);
	const photo = await sheet({ width: 4000, height: 3000, turn: 6 });
	await begin('身份证 $& {1}.JPG', 120 << 10, 10, photo);
	ok(/身份证 \$& \{1\}\.JPG/.test(await status()), 'it says which photograph, and how far it is', await status());
	ok(await page.locator('#papers').isHidden(), 'the form waits meanwhile');
	await speed(-1, 0, true);
	await until((text) => document.querySelector('#sendings p').textContent === text,
	    await page.locator('#sendings').getAttribute('data-waiting'));
	ok(true, 'a dropped line is waited out, and said');
	const before = pieces.length;
	await speed(120 << 10);
	await until((n) => document.querySelector('#sendings progress').value > n,
	    await page.locator('#sendings progress').evaluate((bar) => bar.value + 10));
	ok(pieces.length > before, 'and it goes on by itself');
	const there = pieces[pieces.length - 1].at;
	await page.reload();
	await until(() => document.querySelector('#sendings progress').value > 20);
	const after = pieces.find((p, i) => i > before && p.at >= there);
	ok(after && !pieces.slice(before).some((p) => p.at === 0), 'after a reload it goes on where it was', JSON.stringify(pieces));
	await speed(-1, 0);
	await arrived(paths[0]);
	ok(await page.locator('#papers').isVisible(), 'and it is a paper');
	const total = pieces.reduce((sum, p) => sum + p.size, 0);
	ok(total < photo.length, `${photo.length} bytes were made ${total}, with what was sent again`);
	const size = await page.evaluate(async () => {
		const image = new Image();
		image.src = document.querySelector('.qiao-thumbs img').closest('a').href;
		await image.decode();
		const canvas = document.createElement('canvas');
		canvas.width = image.naturalWidth;
		canvas.height = image.naturalHeight;
		const to = canvas.getContext('2d', { willReadFrequently: true });
		to.drawImage(image, 0, 0);
		const red = (x, y) => { const [r, g] = to.getImageData(x, y, 1, 1).data; return r - g > 100; };
		/* turned by 6 what was above on the left is above on the right */
		return [canvas.width, canvas.height, red(canvas.width - 50, 50), red(50, 50)];
	});
	same(size, [1800, 2400, true, false], 'of 2400 pixels, and upright');
	same(await kept(), 0, 'nothing of it stays in the browser');
}

async function saidBefore() {
	await page.goto(paths[1]);
	const words = await page.locator('#sendings').evaluate((e) => ({ ...e.dataset }));
	const start = (text) => text.split('。')[0].replace(/.*\{1\}”?/, '').slice(0, 3);
	for (const [what, options, want] of [
		['a good one', {}, ''], ['a dark one', { shade: 0.75 }, words.dark],
		['a blurred one', { blur: 8 }, words.blurred], ['a small one', { width: 400, height: 300 }, words.small]]) {
		await choose(['x.jpg', await sheet(options)]);
		if (want) {
			await until((text) => document.querySelector('#faults').textContent.includes(text), start(want));
		} else {
			await page.waitForTimeout(1000);
		}
		const said = await warned();
		ok(want ? said.includes(start(want)) : said === '', `${what}: ${said.split('\n')[0] || 'nothing is said'}`, said);
	}
	await choose();
	await until(() => document.querySelector('#faults').hidden);
	ok(await warned() === '', 'nothing is chosen any more: nothing is said of it');
	for (const name of ['phone.jpg', 'grey.jpg']) {
		await page.goto(paths[1]);
		await page.locator('input[type=file]').setInputFiles(fixture(name));
		await page.waitForTimeout(800);
		same(await warned(), '', `${name}: nothing is said`);
	}
	await page.goto(paths[1]);
	await choose(['dark.jpg', await sheet({ shade: 0.75 })]);
	await lookedAt(1);
	await press();
	await arrived(paths[1]);
	ok(true, 'said, and sent all the same when they press');
}

async function asItCame() {
	await page.goto(paths[2]);
	await page.locator('input[type=file]').setInputFiles(fixture('phone.heic'));
	await press();
	await arrived(paths[2]);
	ok(true, 'what this browser cannot open (HEIC) goes as it came');
	await page.locator('input[type=file]').setInputFiles(fixture('locked.pdf'));
	await press();
	await page.waitForSelector('.govuk-error-summary', { timeout: 30000 });
	ok((await page.locator('main').innerText()).includes('locked.pdf'), 'and a file that cannot be kept is told by the form',
	    await page.locator('main').innerText());
}

/* A browser draws a photograph that ends too early, in part white: the server has to see it. */
async function cut() {
	const whole = readFileSync(fixture('phone.jpg'));
	const png = await sheet({ width: 2600, height: 1000, type: 'image/png' });
	for (const [name, bytes, share] of [['phone.jpg', whole, 0.5], ['phone.jpg', whole, 0.71], ['phone.jpg', whole, 0.995],
		['sheet.png', png, 0.7]]) {
		const said = `${name} of which ${share * 100} % have come`;
		await page.goto(paths[5]);
		const count = await page.locator(mine(paths[5])).count();
		await choose([name, bytes.subarray(0, Math.floor(bytes.length * share))]);
		await press();
		await page.waitForSelector(`.govuk-error-summary, ${mine(paths[5])} >> nth=${count}`, { timeout: 30000 });
		const main = await page.locator('main').innerText();
		ok(main.includes(name) && main.includes('可能没有传完整') && await page.locator(mine(paths[5])).count() === count,
		    `${said}: told by the form, and not kept`, main);
	}
	for (const [said, bytes] of [['whole', whole], ['with 5 KB behind its end', Buffer.concat([whole, Buffer.alloc(5120, 'SEFT ')])],
		['a PNG', png]]) {
		await page.goto(paths[5]);
		const from = pieces.length;
		const count = await page.locator(mine(paths[5])).count();
		await choose(['phone.jpg', bytes]);
		await press();
		await page.waitForSelector(`${mine(paths[5])} >> nth=${count}`, { timeout: 60000 });
		const sent = pieces.slice(from).reduce((sum, p) => sum + p.size, 0);
		ok(sent > 0 && sent < bytes.length, `${said}: ${bytes.length} bytes went as ${sent}, and are kept`);
	}
}

async function stopped() {
	await page.goto(paths[0]);
	await begin('stop.jpg', 30 << 10, 0);
	await stop();
	const count = await page.locator(`${mine(paths[0])} img`).count();
	await begin('other.jpg', 30 << 10, 10);	/* while a piece of the first one is on its way */
	await speed(-1, 0);
	await page.waitForFunction(([what, n]) => document.querySelectorAll(what).length > n, [`${mine(paths[0])} img`, count]);
	same(await page.locator(`${mine(paths[0])} img`).count(), count + 1, 'stopped, another one goes in its place');
	await begin('stop.jpg', 30 << 10, 0);
	await stop();
	await speed(-1, 0);
	const before = pieces.length;
	await page.reload();
	await page.waitForTimeout(700);
	ok(pieces.length === before && await page.locator('#papers').isVisible(), 'stopped, it does not begin again by itself');
}

/* Two tabs of one page, where the first sends on a slow line. */
async function twoTabs(path, isSecondOpen) {
	const one = await tab();
	const two = await tab();
	const sent = [];
	for (const { page: it } of [one, two]) {
		it.on('request', (r) => ['POST', 'PATCH'].includes(r.method()) && sent.push([it === one.page ? 1 : 2, r.method(),
			new URL(r.url()).pathname, Number(r.headers()['upload-offset'])]));
	}
	await one.page.goto(path);
	if (isSecondOpen) {
		await two.page.goto(path);
	}
	const elsewhere = await one.page.locator('#sendings').getAttribute('data-elsewhere');
	const there = async ({ page: it }) => (await it.locator('.govuk-error-summary').count() ? 'an error'
		: new Set(await it.locator(mine(path)).evaluateAll((all) => all.map((a) => a.href.split('/thumb')[0]))).size);
	const told = ({ page: it }) => until((text) => document.querySelector('#sendings p').textContent === text, elsewhere, it);
	const going = ({ page: it }, percent = 0) => until((n) => document.querySelector('#sendings progress').value > n, percent, it);
	const look = ({ page: it }) => it.evaluate(() => dispatchEvent(new Event('focus')));
	const close = async () => {
		await one.page.close();
		await two.page.close();
	};
	await one.speed(40 << 10);
	await chooseIn(one.page, ['one.jpg', await sheet()]);
	await press(one.page);
	await one.page.waitForRequest((r) => r.method() === 'PATCH' && r.headers()['upload-offset'] > 0);
	return { one, two, sent, there, told, going, look, close };
}

async function moreFromAnother() {
	const stale = await tab();
	await stale.page.goto(paths[3]);
	const { one, two, sent, there, told, close } = await twoTabs(paths[3], true);
	await chooseIn(two.page, ['two.jpg', await sheet()]);
	await two.speed(150 << 10);
	await press(two.page);
	await told(one);
	ok(true, 'another tab sends too: the first one says that it goes on there');
	await arrived(paths[3], two.page);
	same(await there(two), 2, 'both photographs are there, each once');
	await arrived(paths[3], one.page);
	same([await there(one), await one.page.locator('#papers').isVisible()], [2, true], 'the first tab shows them by itself');
	const begun = sent.filter(([, method, path]) => method === 'POST' && path.endsWith('/sendings'));
	const first = sent.find(([who, method]) => who === 1 && method === 'PATCH')[2];
	same([begun.length, sent.filter(([who, , path, at]) => who === 2 && path === first && at === 0).length], [2, 0],
	    'and it went on where it was');
	same(await kept(one.page), 0, 'nothing of them stays in the browser');
	await two.speed(-1, 0);
	await chooseIn(two.page, ['three.jpg', await sheet()]);
	await press(two.page);
	await two.page.waitForFunction(() => !document.querySelector('#papers'));
	await chooseIn(stale.page, ['four.jpg', await sheet()]);
	await press(stale.page);
	await stale.page.waitForSelector('.govuk-error-summary', { timeout: 20000 });
	ok(true, 'what has no room any more is told by the form');
	await stale.page.close();
	await close();
}

async function backAndForth() {
	const { one, two, sent, there, told, going, look, close } = await twoTabs(paths[4]);
	await two.speed(40 << 10);
	await two.page.goto(paths[4]);
	await told(one);
	await going(two);
	ok(sent.some(([who, method, , at]) => who === 2 && method === 'PATCH' && at > 0), 'a second tab that is opened goes on with it',
	    JSON.stringify(sent));
	await look(one);
	await told(two);
	await going(one);
	ok(true, 'back in the first tab, that one does');
	await one.speed(-1, 0);
	await arrived(paths[4], one.page);
	await arrived(paths[4], two.page);
	same([await there(one), await there(two), await kept(one.page)], [1, 1, 0], 'it is there once, and both tabs show it');
	await close();
}

async function takenByAnother() {
	const before = await tab();
	await before.page.goto(paths[1]);
	const count = (await before.page.locator(`${mine(paths[1])} img`).count());
	const { one, two, there, close } = await twoTabs(paths[1], true);
	let release;
	const held = new Promise((got) => {
		one.page.route(paths[1], async (route) => {
			if (route.request().method() === 'POST') {
				got();
				await new Promise((go) => { release = go; });
			}
			await route.continue();
		});
	});
	await one.speed(-1, 0);
	await held;
	await two.page.reload();
	await two.page.waitForFunction(([what, n]) => document.querySelectorAll(what).length > n, [`${mine(paths[1])} img`, count]);
	release();
	await one.page.waitForFunction(([what, n]) => document.querySelectorAll(what).length > n, [`${mine(paths[1])} img`, count]);
	same([await there(one), await there(two), await kept(one.page)], [count + 1, count + 1, 0],
	    'taken from another tab before the answer came: no error, and no second one');
	await before.page.close();
	await close();
}

async function stoppedInAnother() {
	const { one, two, told, going, close } = await twoTabs(paths[2]);
	await two.speed(40 << 10);
	await two.page.goto(paths[2]);
	await told(one);
	await going(two);
	await one.page.locator('#sendings button').click();
	await Promise.all([one, two].map(({ page: it }) => it.waitForSelector('#papers', { timeout: 20000 })));
	await page.waitForTimeout(1000);
	same([await one.page.locator('#papers').isVisible(), await two.page.locator('#papers').isVisible(), await kept(one.page)], [true, true, 0],
	    'stopped in one tab, it is stopped in the other');
	await close();
}

for (const part of [aBadLine, saidBefore, asItCame, cut, stopped, moreFromAnother, backAndForth, takenByAnother, stoppedInAnother]) {
	try {
		await part();
	} catch (e) {
		ok(false, `${part.name} came to its end`, [e.stack, await page.locator('main').innerText().catch(() => '')]);
		await speed(-1, 0).catch(() => {});
	}
}
const own = faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|status of 4(04|09|22)|^4(04|09|22): /.test(fault));
same(own, [], 'the browser complained of nothing');
await done();
