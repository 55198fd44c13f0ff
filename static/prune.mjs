/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Leaves out of a minified style sheet the rules for classes that no page can
 * have, so that a component of govuk-frontend may be taken whole and costs only
 * what is used. A class counts as used when its name stands in the markup, or a
 * piece of it that ends in '-' and is completed there ("size-<?cs var:Size ?>").
 * Only class names with one of our prefixes are looked at.
 */
const ours = '(?:govuk|qiao|desk|is|size)-';

export function classesIn(markup) {
	const names = new Set();
	for (const text of markup) {
		for (const [name] of text.matchAll(new RegExp(`(?<![\\w-])${ours}[\\w-]*`, 'g'))) {
			names.add(name);
		}
	}
	return names;
}

/* Where the block or statement that begins at `at` ends: { brace, end }, brace -1 for a statement. */
function blockAt(css, at) {
	let depth = 0;
	let brace = -1;
	for (let i = at; i < css.length; i++) {
		const c = css[i];
		if (c === '"' || c === "'") {
			i = css.indexOf(c, i + 1);
		} else if (c === '{') {
			if (depth++ === 0) {
				brace = i;
			}
		} else if (c === '}' && --depth === 0) {
			return { brace, end: i + 1 };
		} else if (c === ';' && depth === 0) {
			return { brace: -1, end: i + 1 };
		}
	}
	return { brace, end: css.length };
}

function splitSelectors(list) {
	const parts = [''];
	let depth = 0;
	for (const c of list) {
		depth += c === '(' || c === '[' ? 1 : c === ')' || c === ']' ? -1 : 0;
		if (c === ',' && depth === 0) {
			parts.push('');
		} else {
			parts[parts.length - 1] += c;
		}
	}
	return parts;
}

export function keepUsed(css, markup) {
	const names = classesIn(markup);
	const stems = [...names].filter((name) => name.endsWith('-') && !/^[a-z]+-$/.test(name));
	const open = new Set(['size-']);	/* prefixes short enough to be dangerous are named here */
	const isUsed = (name) => names.has(name) || stems.some((stem) => name.startsWith(stem)) ||
	    [...open].some((stem) => names.has(stem) && name.startsWith(stem));
	const classPattern = new RegExp(`\\.(${ours}[\\w-]+)`, 'g');
	const notUnused = new RegExp(`:not\\(\\.(${ours}[\\w-]+)\\)`, 'g');

	function reduce(text) {
		let kept = '';
		for (let at = 0; at < text.length;) {
			const { brace, end } = blockAt(text, at);
			const head = brace < 0 ? '' : text.slice(at, brace);
			if (brace < 0 || /^@(font-face|page|keyframes|property)/.test(head)) {
				kept += text.slice(at, end);
			} else if (head.startsWith('@')) {
				const inner = reduce(text.slice(brace + 1, end - 1));
				kept += inner && `${head}{${inner}}`;
			} else {
				const selectors = splitSelectors(head)
				    .map((s) => s.replace(notUnused, (not, name) => isUsed(name) ? not : ''))
				    .filter((s) => [...s.replace(/:not\([^)]*\)/g, '').matchAll(classPattern)]
				        .every(([, name]) => isUsed(name)));
				kept += selectors.length ? selectors.join(',') + text.slice(brace, end) : '';
			}
			at = end;
		}
		return kept;
	}

	return reduce(css);
}
