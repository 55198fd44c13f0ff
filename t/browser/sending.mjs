/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Photographs with the script on: made smaller and upright on the phone, sent over a slow line that drops, a reload
 * in the middle, done; what is too dark, blurred or small is said before, and goes all the same if they say so. TAP.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { done, fixture, here, listen, ok, phone, root, same } from './product.mjs';

const { cookies, paths } = JSON.parse(execFileSync(join(root, 't/browser/sending-arrange.py'), { encoding: 'utf8' }));
const context = await phone();
await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: here.url })));
const page = await context.newPage();
const faults = [];
listen(page, faults);
const line = await context.newCDPSession(page);
const speed = (bytes, latency = 50, offline = false) => line.send('Network.emulateNetworkConditions',
    { offline, latency, downloadThroughput: bytes, uploadThroughput: bytes });
const status = () => page.locator('#sendings p[role=status]').innerText();
const until = (test, what) => page.waitForFunction(test, what, { timeout: 60000, polling: 50 });

/* A sheet of text on a table, as a camera has it: lying, with the word of how to turn it in front. */
async function sheet({ width = 1600, height = 1200, shade = 0, blur = 1, turn = 0 } = {}) {
	const base64 = await page.evaluate(async ([w, h, dim, soft]) => {
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
		/* as much grain as a camera's */
		const grain = to.getImageData(0, 0, w, Math.min(h, 1000));
		for (let i = 0; i < grain.data.length; i += 4) {
			const n = (Math.random() - 0.5) * 16;
			grain.data[i] += n;
			grain.data[i + 1] += n;
			grain.data[i + 2] += n;
		}
		to.putImageData(grain, 0, 0);
		const blob = await new Promise((got) => canvas.toBlob(got, 'image/jpeg', 0.95));
		const bytes = new Uint8Array(await blob.arrayBuffer());
		let s = '';
		for (let i = 0; i < bytes.length; i += 8192) {
			s += String.fromCharCode(...bytes.subarray(i, i + 8192));
		}
		return btoa(s);
	}, [width, height, shade, blur]);
	const jpeg = Buffer.from(base64, 'base64');
	const exif = Buffer.from('ffe1002245786966000049492a000800000001001201030001000000'.concat(
	    turn.toString(16).padStart(2, '0'), '0000000000000000'), 'hex');
	return turn ? Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]) : jpeg;
}

const choose = (...files) => page.locator('input[type=file]').setInputFiles(files.map(([name, buffer]) => (
	{ name, mimeType: 'image/jpeg', buffer })));
const press = () => page.locator('#papers button[type=submit]').click();
const warned = async () => ((await page.locator('#faults').isVisible()) ? page.locator('#faults').innerText() : '');
/* Until what was chosen has been looked at. */
const lookedAt = (count) => until((n) => document.querySelectorAll('#faults li').length === n, count);
/* Papers of this very matter: others may be offered below. */
const mine = (path) => `a[href*="${path.split('/')[3]}/files/"]`;
const arrived = (path) => page.waitForSelector(mine(path), { timeout: 60000 });

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
	await choose(['身份证 $& {1}.JPG', photo]);
	await speed(120 << 10);
	await press();
	await until(() => document.querySelector('#sendings progress').value > 10);
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
	same(await page.evaluate(() => new Promise((got) => {
		const opening = indexedDB.open('qiao-sendings', 1);
		opening.onsuccess = () => {
			const asked = opening.result.transaction('all').objectStore('all').count();
			asked.onsuccess = () => got(asked.result);
		};
	})), 0, 'nothing of it stays in the browser');
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

async function stopped() {
	await page.goto(paths[0]);
	await choose(['stop.jpg', await sheet()]);
	await speed(30 << 10);
	await press();
	await until(() => document.querySelector('#sendings progress').value > 0);
	await page.locator('#sendings button').click();
	await until(() => document.querySelector('#sendings').hidden);
	await speed(-1, 0);
	const before = pieces.length;
	await page.reload();
	await page.waitForTimeout(700);
	ok(pieces.length === before && await page.locator('#papers').isVisible(), 'stopped, it does not begin again by itself');
}

for (const part of [aBadLine, saidBefore, asItCame, stopped]) {
	try {
		await part();
	} catch (e) {
		ok(false, `${part.name} came to its end`, [e.stack, await page.locator('main').innerText().catch(() => '')]);
		await speed(-1, 0).catch(() => {});
	}
}
const own = faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|status of 4(04|22)|^4(04|22): /.test(fault));
same(own, [], 'the browser complained of nothing');
await done();
