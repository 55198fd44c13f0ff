/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A page as a screen reader has it, and as it is walked with keys alone: Chromium's accessibility tree beside where
 * Tab really goes. ears(page) gives one that hears: hear() answers what is wrong, a
 * sentence a fault; listen() what is heard.
 */
const LANDMARKS = ['banner', 'main', 'contentinfo'];
const NAMED = ['link', 'button', 'textbox', 'searchbox', 'combobox', 'radio', 'checkbox', 'radiogroup', 'DisclosureTriangle', 'image', 'progressbar'];

/* By the number that the browser has for an element: what it is, and the how-manieth of the document. */
function elementsOf({ root }) {
	const all = new Map();
	(function walk(node) {
		const { attributes: words = [] } = node;
		const a = {};
		for (let i = 0; i < words.length; i += 2) {
			a[words[i]] = words[i + 1];
		}
		if (node.nodeType === 1) {
			all.set(node.backendNodeId, { tag: node.localName, a, nth: all.size });
		}
		(node.children ?? []).forEach(walk);
	}(root));
	return all;
}

/* What is heard, in its order: { role, name, depth, id, … } */
function heardOf({ nodes }, elements) {
	const byId = new Map(nodes.map((node) => [node.nodeId, node]));
	const heard = [];
	(function walk(node, above) {
		if (!node) {
			return;
		}
		const at = { role: node.role?.value, name: (node.name?.value ?? '').trim(), description: node.description?.value ?? '',
			above, ...elements.get(node.backendDOMNodeId) };
		for (const { name, value } of node.properties ?? []) {
			at[name] = value.value;
		}
		if (!node.ignored) {
			heard.push(at);
		}
		(node.childIds ?? []).forEach((id) => walk(byId.get(id), node.ignored ? above : [...above, at]));
	}(nodes.find((node) => !node.parentId), []));
	return heard;
}

const named = (at) => `${at.role} "${at.name.slice(0, 30)}"${at.a?.id ? ` #${at.a.id}` : ''}`;

/* Landmarks once each and in order, whose names tell them apart; headings that skip no level; a name for what is used. */
function order(heard) {
	const faults = [];
	const marks = heard.filter((at) => LANDMARKS.includes(at.role)).map((at) => at.role);
	if (marks.join() !== LANDMARKS.join()) {
		faults.push(`landmarks: ${marks}`);
	}
	const menus = heard.filter((at) => at.role === 'navigation').map((at) => at.name);
	if (menus.includes('') || new Set(menus).size < menus.length) {
		faults.push(`navigations: ${menus}`);
	}
	const headings = heard.filter((at) => at.role === 'heading');
	/* what went wrong stands before the title of the page */
	const levels = headings.filter((at) => !at.above.some((one) => one.role === 'alert')).map((at) => at.level);
	if (levels[0] !== 1 || levels.filter((level) => level === 1).length > 1 || levels.some((level, i) => level > (levels[i - 1] ?? 0) + 1)) {
		faults.push(`headings: ${levels}`);
	}
	const stray = heard.filter((at) => at.focusable && at.role !== 'RootWebArea' && at.a?.class !== 'govuk-skip-link' &&
		!at.above.some((one) => LANDMARKS.includes(one.role) || one.role === 'navigation'));
	const mute = [...headings, ...heard.filter((at) => NAMED.includes(at.role))].filter((at) => !at.name);
	/* Space presses a button, and no link */
	const called = heard.filter((at) => at.role === 'button' && at.tag === 'a');
	const unsaid = heard.filter((at) => at.invalid && at.invalid !== 'false' && !at.description);
	return [...faults, ...stray.map((at) => `in no landmark: ${named(at)}`), ...mute.map((at) => `without a name: ${named(at)}`),
		...called.map((at) => `a link that is called a button: ${named(at)}`),
		...unsaid.map((at) => `its mistake is not told with it: ${named(at)}`)];
}

/* Where Tab stops, in the order in which it is read; once for the choices of one question, where any is good until one is chosen. */
function stops(heard) {
	const found = new Map();
	for (const at of heard.filter((one) => one.focusable && one.tag && one.tag !== 'option' && one.a.tabindex !== '-1' && !one.disabled)) {
		const key = at.a.type === 'radio' ? at.a.name : at;
		const nths = found.get(key)?.nths ?? [];
		if (at.checked === 'true') {
			nths.isChosen = true;
			nths.splice(0, nths.length, at.nth);
		} else if (!nths.isChosen) {
			nths.push(at.nth);
		}
		found.set(key, { at, nths });
	}
	return [...found.values()];
}

/* In the page: writes down where the focus goes, how it is to be seen and where it is; -1 where it leaves the page. */
function watch() {
	const all = [...document.querySelectorAll('*')];
	const isSolid = (colour) => !/^rgba\(.*, 0\)$/.test(colour);
	const stylesOf = (e) => [getComputedStyle(e), ...[...(e.labels ?? [])].map((label) => getComputedStyle(label, '::before'))];
	const shadows = new Map(all.map((e) => [e, getComputedStyle(e).boxShadow]));
	window.went = [];
	window.note = (e) => {
		const own = getComputedStyle(e);
		const box = (own.opacity === '0' ? e.labels[0] : e).getBoundingClientRect();
		window.went.push({ nth: all.indexOf(e), isRinged: box.height > 10 && box.width > 10 && (
			stylesOf(e).some((s) => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 && isSolid(s.outlineColor)) ||
			(own.boxShadow !== shadows.get(e) && isSolid(own.boxShadow.split(') ')[0] + ')'))),
		x: box.left + scrollX, right: box.right + scrollX, y: box.top + scrollY, bottom: box.bottom + scrollY });
	};
	if (!window.isWatched) {
		addEventListener('focusin', (event) => window.note(event.target));
		addEventListener('focusout', (event) => event.relatedTarget || window.went.push({ nth: -1 }));
		window.isWatched = true;
	}
}

/* What went another way than it is read. */
function astray(went, want, say, what) {
	const i = want.findIndex(({ nths }, n) => !nths.includes(went[n]?.nth));
	const [n, isEnd] = i < 0 ? [want.length, went[want.length]?.nth === -1] : [i, false];
	return isEnd && went.length === n + 1 ? [] : [`${what}, stop ${n + 1} of ${want.length}: ${went.slice(n, n + 2).map(({ nth }) => say(nth))} for ${
		want.slice(n, n + 2).map(({ at }) => named(at))}`];
}

export async function ears(page) {
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('Accessibility.enable');

	async function listen() {
		const elements = elementsOf(await cdp.send('DOM.getDocument', { depth: -1 }));
		return heardOf(await cdp.send('Accessibility.getFullAXTree'), elements);
	}

	async function walk(key, steps) {
		await page.evaluate(watch);
		for (let i = 0; i < steps; i++) {
			await page.keyboard.press(key);
		}
		return page.evaluate(() => window.went);
	}

	/* Back to where a page begins. */
	async function rewind(most) {
		for (let i = 0; i < most && await page.evaluate(() => document.activeElement !== document.body); i++) {
			await page.keyboard.press('Shift+Tab');
		}
	}

	async function hear() {
		const heard = await listen();
		const want = stops(heard);
		const byNth = new Map(heard.map((at) => [at.nth, at]));
		const say = (nth) => nth === -1 ? 'its end' : byNth.has(nth) ? named(byNth.get(nth)) : 'what is not heard';
		await rewind(want.length + 5);
		const forward = await walk('Tab', want.length + 1);
		const back = await walk('Shift+Tab', want.length + 1);
		const faults = [...order(heard), ...astray(forward, want, say, 'forward'), ...astray(back, [...want].reverse(), say, 'back')];
		forward.filter(({ nth }) => nth >= 0).forEach((at, i, all) => {
			const before = all[i - 1];
			if (!at.isRinged) {
				faults.push(`the focus is not seen: ${say(at.nth)}`);
			}
			if (before && (at.bottom <= before.y || (at.right <= before.x && at.y < before.bottom - 2 && at.bottom > before.y + 2))) {
				faults.push(`stands before what comes before it: ${say(before.nth)}, ${say(at.nth)}`);
			}
		});
		return faults;
	}

	return { hear, listen };
}
