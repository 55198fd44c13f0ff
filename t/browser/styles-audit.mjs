/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What every page must keep to, looked at in the browser as it is drawn.
 * audit(page) answers a list of sentences, one a fault; use it on any page.
 */
export async function audit(page, { contrast = 7, target = 44 } = {}) {
	return page.evaluate(({ contrast, target }) => {
		const faults = [];
		const name = (e) => `<${e.localName} class="${e.className}"> ${(e.textContent ?? '').trim().slice(0, 24)}`;
		const seen = (e) => e.getClientRects().length > 0 &&
			getComputedStyle(e).visibility === 'visible' && !e.closest('.govuk-visually-hidden');

		/* sRGB relative luminance, WCAG 2.2 */
		const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
		const luminance = ([r, g, b]) => {
			const [x, y, z] = [r, g, b].map((v) => v / 255)
				.map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
			return 0.2126 * x + 0.7152 * y + 0.0722 * z;
		};
		const over = ([r, g, b, a = 1], under) =>
			[r, g, b].map((v, i) => v * a + under[i] * (1 - a));
		const grounds = new Map();
		function groundOf(e) {
			if (!e) {
				return [255, 255, 255];
			}
			if (!grounds.has(e)) {
				grounds.set(e, over(channels(getComputedStyle(e).backgroundColor), groundOf(e.parentElement)));
			}
			return grounds.get(e);
		}

		for (const e of document.querySelectorAll('body *')) {
			const own = Array.from(e.childNodes)
				.some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim() !== '');
			if (!own || !seen(e) || e.closest('.govuk-skip-link, option, .qiao-mark')) {
				continue;
			}
			const [a, b] = [luminance(channels(getComputedStyle(e).color)), luminance(groundOf(e))];
			const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
			if (ratio < contrast) {
				faults.push(`contrast ${ratio.toFixed(2)}: ${name(e)}`);
			}
		}

		/* Links inside a sentence may be as tall as their line (WCAG 2.5.8). */
		const inText = (e) => e.localName === 'a' && e.closest('p, dd, .govuk-hint, .qiao-rows span');
		for (const e of document.querySelectorAll('a[href], button, input:not([type="hidden"]), select, textarea, summary')) {
			const label = e.labels?.[0] ?? e;
			/* a link whose ::after covers the row is as tall as the row */
			const after = getComputedStyle(e, '::after');
			const cover = after.position === 'absolute' && after.top === '0px' && after.bottom === '0px' ? e.offsetParent ?? e : e;
			const height = Math.max(...[e, label, cover].map((one) => one.getBoundingClientRect().height));
			if (seen(e) && !inText(e) && !e.closest('.govuk-skip-link') && height < target - 0.5) {
				faults.push(`${height.toFixed(1)} px high: ${name(e)}`);
			}
		}

		/* the head of a column is never broken within a word */
		for (const e of Array.from(document.querySelectorAll('thead th')).filter(seen)) {
			for (const text of Array.from(e.childNodes).filter((n) => n.nodeType === Node.TEXT_NODE)) {
				for (const word of text.data.matchAll(/[\w.’'-]+/g)) {
					const range = document.createRange();
					range.setStart(text, word.index);
					range.setEnd(text, word.index + word[0].length);
					if (range.getClientRects().length > 1) {
						faults.push(`broken within a word: ${name(e)}`);
					}
				}
			}
		}

		const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
		if (wide > 0) {
			faults.push(`${wide} px wider than the screen`);
		}
		return faults;
	}, { contrast, target });
}
