/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a resident's pages weigh as nginx sends them to whoever takes gzip. table() is doc/weights.md: of each kind
 * of page the heaviest that is given, in four languages.
 */
import { get } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { here } from './product.mjs';

const LANGS = ['zh', 'en', 'it', 'es'];

export function served(path, cookies = {}, agent = '') {
	return new Promise((resolve, reject) => {
		get(new URL(path, here.url), { headers: {
			'Accept-Encoding': 'gzip', Cookie: Object.entries(cookies).map((c) => c.join('=')).join('; '), 'User-Agent': agent,
		} }, (reply) => {
			const parts = [];
			reply.on('data', (part) => parts.push(part));
			reply.on('end', () => resolve({ status: reply.statusCode, packed: reply.headers['content-encoding'], body: Buffer.concat(parts) }));
		}).on('error', reject);
	});
}

const files = new Map();
async function sizeOf(text, pattern) {
	let size = 0;
	for (const [, file] of text.matchAll(pattern)) {
		if (!files.has(file)) {
			files.set(file, (await served(file)).body.length);
		}
		size += files.get(file);
	}
	return size;
}

async function weighed(path, cookies, agent) {
	const html = await served(path, cookies, agent);
	const text = (html.packed === 'gzip' ? gunzipSync(html.body) : html.body).toString();
	const css = await sizeOf(text, /<link rel="stylesheet" href="([^"]+)"/g);
	/* the service worker is fetched by each of them */
	const js = await sizeOf(`${text}<script src="/worker.js"`, /<script[^>]* src="([^"]+)"/g);
	return { status: html.status, html: html.body.length, css, js, packed: html.packed, plain: Buffer.byteLength(text) };
}

/* A page is asked for once. */
const known = new Map();
export async function bytesOf(path, cookies, agent) {
	const key = `${path} ${JSON.stringify(cookies)}`;
	if (!known.has(key)) {
		known.set(key, await weighed(path, cookies, agent));
	}
	return known.get(key);
}

const kindOf = (name) => /^(guide|apply|asked|form|papers|paper|check, gaps) [a-z]/.test(name) &&
	!/^papers? (with|from|that)/.test(name) ? name.replace(/^(check, gaps|\S+).*/, '$1') : name;

/* {kind: {zh, en, it, es: {html, css, js}}}; what one resident has in all languages is not weighed of the next. */
export async function weigh(arranged) {
	const kinds = {};
	const names = new Set();
	for (const { pages, cookies, weighed: more = {} } of Object.values(arranged)) {
		const inAll = (path, jar) => Object.fromEntries(LANGS.map((lang) => [lang, [`/${lang}${path.slice(3)}`, jar]]));
		const all = Object.entries(pages).map(([name, path]) => [name, inAll(path, cookies)]);
		for (const [name, asked] of [...all, ...Object.entries(more), ['sign-in', inAll('/zh/sign-in', {})]]) {
			if (names.has(name)) {
				continue;
			}
			names.add(name);
			const row = kinds[kindOf(name)] ??= {};
			for (const lang of LANGS) {
				const size = await bytesOf(...asked[lang]);
				if (!row[lang] || size.html > row[lang].html) {
					row[lang] = size;
				}
			}
		}
	}
	return kinds;
}

const both = (size) => size.html + size.css;
const number = (n) => n.toLocaleString('en');

/* What the service worker fetches: that page's scripts and styles are on the phone already. */
export const kept = (kinds) => LANGS.reduce((sum, lang) => sum + kinds['no line'][lang].html, 0);

export function table(kinds) {
	const rows = Object.entries(kinds).sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, row]) =>
		`| ${kind} | ${number(row.zh.html)} | ${LANGS.map((lang) => number(both(row[lang]))).join(' | ')} | ${number(row.zh.js)} |`);
	return `# What each resident's page weighs

Bytes as they are sent, compressed with gzip, of a first visit: HTML and styles together are at most 14,600, scripts (the service
worker too; none is needed) at most 10,240; a second page costs its HTML only. Of each kind of page the heaviest: the longest texts
of the catalogue, matters in every state. (Forms with the answers of each formality's example: \`t/web/golden.t\`, \`t/web/languages.t\`.) Styles are ${number(Object.values(kinds)[0].zh.css)} of each.
After the first visit the service worker fetches the page of a dropped line in four languages, ${number(kept(kinds))} together.

\`t/browser/pages.t --update\` writes this table; \`t/browser/pages.t\` fails where a page is 700 bytes off it.

| page | HTML, Chinese | with styles: Chinese | English | Italian | Spanish | scripts |
|---|---|---|---|---|---|---|
${rows.join('\n')}
`;
}

/* What the table says otherwise than the pages are. */
export function differences(text, kinds) {
	const told = new Map([...text.matchAll(/^\| (.+?) \| ([\d,]+) \| ([\d, |]+) \|$/gm)].map(([, kind, , rest]) =>
		[kind, rest.split(' | ').map((n) => Number(n.replace(/,/g, '')))]));
	const wrong = Object.entries(kinds).flatMap(([kind, row]) => !told.has(kind) ? [`${kind} is not in it`] :
		LANGS.flatMap((lang, i) => Math.abs(told.get(kind)[i] - both(row[lang])) > 700 ?
			[`${kind}, ${lang}: ${told.get(kind)[i]} there, ${both(row[lang])} now`] : []));
	return [...wrong, ...[...told.keys()].filter((kind) => !kinds[kind]).map((kind) => `${kind} is no page any more`)];
}
