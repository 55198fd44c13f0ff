/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The built styles and scripts, as nginx serves them, need nothing newer than the oldest browsers that residents
 * use: Chrome 79 (WeChat's X5 and XWEB are Chromium, too) and Safari 12. Scripts: every word of their syntax, and
 * what is called; all of a resident's have 10 KB at most. Styles: what Can I Use says that these browsers lack, but
 * for what a page does without. BUILDDIR is the build (./build). TAP.
 */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import doiuse from 'doiuse';
import postcss from 'postcss';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const assets = join(process.env.BUILDDIR ?? join(root, 'build'), 'assets');
const FLOOR = ['chrome 79', 'safari 12'];

/* Each adds to a page that is whole without it. */
const WITHOUT = {
	'css-boxdecorationbreak': 'printed frames across pages',
	'css-content-visibility': 'printed details are opened by it where it is known',
	'css-focus-visible': 'the browser draws its own ring',
	'css-has': 'a chosen answer is framed, a row\'s link is as large as the row',
	'css-matches-pseudo': 'the margins of a text without a class, and what is printed',
	'css-math-functions': 'of these Safari 12 lacks clamp() alone',
	'css-paged-media': 'the margins of a printed page',
	'prefers-color-scheme': 'Safari 12 has no dark scheme to ask for',
	'text-size-adjust': 'for telephones in landscape; Safari 12 knows its own word',
	'css-touch-action': 'a second tap waits a little longer',
	pointer: 'touch-action again',
};

/* Called without asking first whether it is there: Can I Use and MDN of what scripts are tempted by. */
const NEWER = ['allSettled', 'at', 'findLast', 'fromEntries', 'globalThis', 'hasOwn', 'matchAll', 'queueMicrotask', 'randomUUID', 'replaceAll',
	'replaceChildren', 'requestIdleCallback', 'requestSubmit', 'structuredClone', 'toSorted'];

let count = 0;
let failed = 0;
function ok(good, text, notes = []) {
	console.log(`${good ? 'ok' : 'not ok'} ${++count} - ${text}`);
	if (!good) {
		failed++;
		notes.forEach((note) => console.log(`#   ${note}`));
	}
}

/* Every node of a syntax tree. */
function* nodesOf(node) {
	if (node && typeof node.type === 'string') {
		yield node;
	}
	for (const value of Object.values(node ?? {})) {
		if (value && typeof value === 'object') {
			yield* nodesOf(value);
		}
	}
}

function tooNewInScript(source) {
	let tree;
	try {
		tree = parse(source, { ecmaVersion: 2018, sourceType: 'module' });
	} catch (e) {
		return [`${e.message}: ${source.slice(Math.max(e.pos - 40, 0), e.pos + 20)}`];
	}
	const found = [];
	for (const node of nodesOf(tree)) {
		const name = node.type === 'CallExpression' && (node.callee.property?.name ?? node.callee.name);
		/* a function of ours may be called at() once names are made short */
		if (NEWER.includes(name) && (node.callee.property || name.length > 2)) {
			found.push(`${name}(): ${source.slice(node.start, node.start + 60)}`);
		}
		if (node.regex && /\(\?<[=!]/.test(node.regex.pattern)) {
			found.push(`looks behind: ${node.raw}`);
		}
	}
	return found;
}

async function tooNewInStyle(css) {
	const found = [];
	const onFeatureUsage = ({ feature, featureData, usage }) => {
		/* "partial" is mostly an old name of the same, which esbuild writes beside it */
		if (featureData.missing && !WITHOUT[feature]) {
			found.push(`${feature}, ${featureData.missing}: ${usage.toString().replace(/\s+/g, ' ').slice(0, 80)}`);
		}
	};
	await postcss([doiuse({ browsers: FLOOR, onFeatureUsage })]).process(css, { from: undefined });
	return found;
}

const files = readdirSync(assets).filter((file) => /\.(js|css)$/.test(file)).sort();
for (const file of files.filter((name) => name.endsWith('.js'))) {
	const found = tooNewInScript(readFileSync(join(assets, file), 'utf8'));
	ok(found.length === 0, `${file.replace(/\.[0-9a-f]{12}/, '')} needs no script newer than ${FLOOR.join(' and ')}`, found);
}
/* the desk is for offices, whose browsers are known */
for (const file of files.filter((name) => /^portal\..*css$/.test(name))) {
	const found = await tooNewInStyle(readFileSync(join(assets, file), 'utf8'));
	ok(found.length === 0, `portal.css needs no style newer than ${FLOOR.join(' and ')}`, found);
}
ok(files.filter((name) => name.startsWith('portal.')).length === 2, 'which are built');
const scripts = files.filter((name) => name.endsWith('.js') && !/^desk[._]/.test(name));
const bytes = scripts.reduce((sum, name) => sum + statSync(join(assets, `${name}.gz`)).size, 0);
ok(bytes <= 10240, `all that a resident's phone may fetch of scripts has ${bytes} bytes, compressed`, scripts);

/* The lint itself finds what it looks for. */
for (const source of ['a?.b', 'a ?? b', 'a ||= b', 'class A { #b }', 'x.replaceAll("a", "b")', 'structuredClone(x)', '/(?<!a)b/.test(c)', 'await 1']) {
	ok(tooNewInScript(source).length === 1, `found in a script: ${source}`);
}
ok(tooNewInScript('const { a, ...b } = c; for (const d of e()) f`${d}`; g ** 2;').length === 0, 'not what both have');
for (const css of ['a{display:flex;gap:1em}', 'a{&:hover{color:red}}', '@container (width>9em){a{color:red}}', '@layer b{a{color:red}}']) {
	ok((await tooNewInStyle(css)).length > 0, `found in a style: ${css}`);
}
console.log(`1..${count}`);
process.exit(failed ? 1 : 0);
