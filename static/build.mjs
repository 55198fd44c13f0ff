/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * node static/build.mjs OUTDIR: makes the files that nginx serves under /static/.
 * Each is minified, named by the hash of its content (so it may be kept for
 * ever), and laid beside its .gz and .br. OUTDIR/assets.hdf tells the programs
 * the names. The same input gives the same bytes.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { buildSync, transformSync } from 'esbuild';
import * as sass from 'sass';
import { keepUsed } from './prune.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
/* The oldest that residents use, of which WeChat's own is one: t/lint/old-browsers.mjs holds the built files to it. */
const target = ['chrome79', 'firefox78', 'safari12'];
const out = process.argv[2];

if (!out) {
	console.error('usage: node static/build.mjs OUTDIR');
	process.exit(2);
}

/* What a page of each kind can be made of: the classes named there stay in its style. */
const sheets = {
	portal: (path) => !/(^|\/)desk(\/|\.cs$)|\/layout\/proposal\.cs$/.test(path),
	desk: (path) => !/(^|\/)portal(\/|\.cs$)/.test(path),
};

function filesBelow(folder) {
	return readdirSync(folder, { withFileTypes: true, recursive: true })
	    .filter((entry) => entry.isFile())
	    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
	    .sort();
}

function style(name) {
	const { css } = sass.compile(join(here, 'styles', `${name}.scss`), {
		loadPaths: [join(root, 'node_modules/govuk-frontend/dist')],
		quietDeps: true,
	});
	/* Every functional colour is set on :root, so the fallbacks are dead weight. */
	const plain = css.replace(/var\((--govuk-[a-z-]+-colour), #[0-9a-f]+\)/g, 'var($1)');
	const markup = filesBelow(join(root, 'templates'))
	    .filter((path) => path.endsWith('.cs') && sheets[name](path.slice(root.length)))
	    .concat(join(here, 'scripts', `${name}.js`))
	    .map((path) => readFileSync(path, 'utf8'));
	const small = transformSync(plain, { loader: 'css', minify: true, target });
	return keepUsed(small.code.trim(), markup);
}

function script(name, format = 'esm', define = {}) {
	return buildSync({ entryPoints: [join(here, 'scripts', `${name}.js`)], bundle: true, write: false, minify: true,
		format, target: 'es2018', define }).outputFiles[0].text;
}

const made = new Set();
const manifest = ['Asset {'];

function write(key, name, extension, content) {
	const bytes = Buffer.from(content);
	const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
	const file = `${name}.${hash}${extension}`;
	const params = {
		[constants.BROTLI_PARAM_QUALITY]: 11,
		[constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
		[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
	};

	for (const [suffix, data] of [['', bytes], ['.gz', gzipSync(bytes, { level: 9 })],
	    ['.br', brotliCompressSync(bytes, { params })]]) {
		writeFileSync(join(out, file + suffix), data);
		made.add(file + suffix);
	}
	manifest.push(`\t${key} = /static/${file}`);
}

/* The service worker has one address for good; what it holds is of this build. */
function worker() {
	const content = ['scripts/worker.js', 'scripts/shelf.js'].map((path) => readFileSync(join(here, path), 'utf8'));
	const pages = filesBelow(join(root, 'templates')).filter((path) => /\/offline\.(cs|[a-z]+\.hdf)$/.test(path));
	const words = pages.map((path) => readFileSync(path, 'utf8'));
	const digest = createHash('sha256').update(content.concat(words, manifest).join('')).digest('hex').slice(0, 12);
	const langs = pages.flatMap((path) => /\/offline\.([a-z]+)\.hdf$/.exec(path)?.[1] ?? []);
	const bytes = Buffer.from(script('worker', 'iife', { MADE: JSON.stringify(digest), LANGS: JSON.stringify(langs) }));

	writeFileSync(join(out, 'worker.js'), bytes);
	writeFileSync(join(out, 'worker.js.gz'), gzipSync(bytes, { level: 9 }));
	writeFileSync(join(out, 'worker.js.br'), brotliCompressSync(bytes));
}

mkdirSync(out, { recursive: true });
for (const name of Object.keys(sheets)) {
	write(`${name}_css`, name, '.css', style(name));
	write(`${name}_js`, name, '.js', script(name));
}
for (const name of ['keep', 'offline', 'sending', 'desk_typing']) {
	write(`${name}_js`, name, '.js', script(name));
}
for (const path of filesBelow(join(here, 'images'))) {
	const extension = extname(path);
	const name = basename(path, extension);
	write(name.replaceAll('-', '_'), name, extension, readFileSync(path));
}
worker();
writeFileSync(join(out, 'assets.hdf.new'), manifest.concat('}', '').join('\n'));
renameSync(join(out, 'assets.hdf.new'), join(out, 'assets.hdf'));

for (const file of readdirSync(out)) {
	if (/\.[0-9a-f]{12}\.\w+(\.gz|\.br)?$/.test(file) && !made.has(file)) {
		rmSync(join(out, file));
	}
}
