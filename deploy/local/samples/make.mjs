/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Draws the photographs of the sample applications: papers that never were, of nobody, marked so. Run
 * by hand after a change: node deploy/local/samples/make.mjs
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const head = '<svg viewBox="0 0 100 120"><rect width="100" height="120" fill="#dfe6ea"/><circle cx="50" cy="46" r="22" fill="#9aa8b1"/><path d="M10 120c2-30 22-42 40-42s38 12 40 42z" fill="#9aa8b1"/></svg>';
const line = (width) => `<i style="width:${width}%"></i>`;
const row = (name, value) => `<p><b>${name}</b><span>${value}</span></p>`;
const body = {
	card: `<div class="card"><div>${row('姓名', '示例人')}${row('性别', '示')}${row('住址', '浙江省温州市示例区<br>示例街道示例村 1 号')}${row('公民身份号码', '330399 •••••••• ••••')}</div><div class="face">${head}</div></div>`,
	permit: `<div class="card abroad"><div><h1>RESIDENCE PERMIT</h1>${row('Name', 'REN SHILI')}${row('Nationality', 'CHN')}${row('Type', 'Example')}${row('No.', 'X00 0000 000')}</div><div class="face">${head}</div></div>`,
	passport: `<div class="page"><div class="face">${head}</div><div>${row('类型 Type', 'P')}${row('姓 Surname', 'SHILI')}${row('名 Given names', 'REN')}${row('护照号 Passport No.', 'E0000 0000')}</div><pre>P&lt;XXXSHILI&lt;&lt;REN&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;\nE00000000&lt;0XXX0000000X0000000&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;00</pre></div>`,
	booklet: `<div class="page tall"><h1>常住人口登记卡</h1>${['姓名', '户主或与户主关系', '出生地', '籍贯', '出生日期', '公民身份号码', '何时由何地迁来本址'].map((n) => row(n, line(30 + n.length * 4))).join('')}</div>`,
	letter: `<div class="page tall"><h1>证明材料</h1>${[96, 92, 97, 60, 94, 90, 96, 40].map(line).join('')}<div class="seal">示例<br>印章</div></div>`,
	portrait: `<div class="page portrait">${head}</div>`,
};
const style = `body{margin:0;background:#8b7a66 radial-gradient(#a08e78,#75654f);font:24px "Noto Sans CJK SC",sans-serif;color:#2b3a42;width:1000px;height:720px;display:grid;place-items:center}
main{position:relative;transform:rotate(-1.2deg);filter:drop-shadow(0 10px 14px #0006)}
.card,.page{background:#f4f6f2;border-radius:18px;padding:46px;width:700px;min-height:360px;display:flex;gap:30px;justify-content:space-between;box-sizing:content-box}
.page{flex-wrap:wrap;border-radius:6px;justify-content:flex-start}.tall{display:block;min-height:540px;width:560px}
.abroad{background:#dfe9f2}.portrait{width:330px;justify-content:center}.portrait svg{width:330px}
p{margin:0 0 20px;display:flex;gap:18px}p span{flex:1}b{color:#5f7682;font-weight:400;min-width:96px}h1{font-size:30px;text-align:center;margin:0 0 30px}
i{display:block;height:12px;border-radius:6px;background:#b9c3c7;margin:8px 0 22px}.face svg{width:190px;display:block}pre{font:21px monospace;margin:10px 0 0}
.seal{margin:30px 0 0 auto;width:120px;height:120px;border:5px solid #b3372f;border-radius:50%;color:#b3372f;display:grid;place-items:center;text-align:center}
.mark{position:absolute;inset:0;display:grid;place-items:center;font-size:92px;font-weight:700;letter-spacing:.12em;color:#b3372f33;transform:rotate(-24deg)}`;

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium-headless-shell', args: ['--no-sandbox'] });
for (const [suffix, scale, quality] of [['', 1, 60], ['-thumb', 0.3, 70]]) {
	const page = await browser.newPage({ viewport: { width: 1000 * scale, height: 720 * scale } });
	for (const [name, paper] of Object.entries(body)) {
		await page.setContent(`<style>html{zoom:${scale}}${style}</style><main>${paper}<div class="mark">示例 SAMPLE</div></main>`);
		await page.screenshot({ path: join(here, `${name}${suffix}.jpg`), type: 'jpeg', quality });
	}
	await page.close();
}
await browser.close();
