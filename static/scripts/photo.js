/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A photograph before it is sent: what is wrong with it for whoever has to read it, and how small it goes. */
const SIDE = 2400;		/* pixels of the longer side: the server keeps no more */
const ENOUGH = 1.5 * (1 << 20);	/* a picture of more bytes is made smaller, however few pixels it has */
const READABLE = 600;		/* pixels of the shorter side */
const LOOKED_AT = 1200;		/* pixels of the longer side of what is looked at */

export function bytesOf(blob) {
	return new Promise((done, fail) => {
		const reader = new FileReader();
		reader.onload = () => done(reader.result);
		reader.onerror = fail;
		reader.readAsArrayBuffer(blob);
	});
}

/* Its entries one after the other, scans between them, up to the one that ends it; what follows that is another's. */
function isWholeJpeg(bytes) {
	for (let at = 2; (at = bytes.indexOf(0xff, at) + 1);) {
		const mark = bytes[at];
		if (mark === 0xd9) {
			return true;
		}
		if (mark >= 0xc0 && mark < 0xff && (mark < 0xd0 || mark > 0xd8)) {
			at += 1 + (bytes[at + 1] << 8 | bytes[at + 2]);
		}
	}
	return false;
}

/* A browser draws what has come of a picture and leaves the rest white: one that was cut is not packed anew. */
async function isWhole(file) {
	const bytes = new Uint8Array(await bytesOf(file));
	const view = new DataView(bytes.buffer);
	const word = (at) => view.getUint32(at);	/* beyond the end: thrown */
	if (word(0) >>> 8 === 0xffd8ff) {
		return isWholeJpeg(bytes);
	}
	if (word(0) === 0x89504e47) {
		let at = 8;
		while (word(at + 4) !== 0x49454e44) {
			at += 12 + word(at);
		}
		return at + 12 <= bytes.length;
	}
	if (word(0) === 0x52494646) {
		return view.getUint32(4, true) + 8 <= bytes.length;
	}
	/* HEIC: boxes, the last one maybe without its length */
	let at = 0;
	while (at < bytes.length && word(at)) {
		at += word(at) > 7 ? word(at) : Infinity;
	}
	return word(4) === 0x66747970 && at <= bytes.length;
}

/* A picture as it is seen. Where a browser does not turn it as it was taken, it goes as it came. */
const isTurned = !!self.CSS && CSS.supports('image-orientation', 'from-image');

async function opened(file) {
	if (!(await isWhole(file))) {
		throw new Error('cut');
	}
	return new Promise((done, fail) => {
		const image = new Image();
		image.onload = () => done(image);
		image.onerror = () => {
			URL.revokeObjectURL(image.src);
			fail();
		};
		image.src = URL.createObjectURL(file);
	});
}

function drawn(image, side) {
	const scale = Math.min(1, side / Math.max(image.naturalWidth, image.naturalHeight));
	const canvas = document.createElement('canvas');
	const to = canvas.getContext('2d');
	canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
	canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
	to.fillStyle = '#fff';
	to.fillRect(0, 0, canvas.width, canvas.height);
	to.imageSmoothingQuality = 'high';
	to.drawImage(image, 0, 0, canvas.width, canvas.height);
	return canvas;
}

/* The value that so large a part of what was counted does not exceed. */
function share(counts, part) {
	let left = part * counts.reduce((sum, n) => sum + n, 0);
	return counts.findIndex((n) => (left -= n) <= 0);
}

/*
 * What is wrong with it for whoever has to read it, or '': even its light parts are dark; its sharpest edges go
 * up over four pixels and more; nothing can be told apart in it.
 */
function faultOf(image) {
	const canvas = drawn(image, LOOKED_AT);
	const { width, height } = canvas;
	const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
	const light = new Uint8Array(width * height);
	const [lights, near, far] = [0, 0, 0].map(() => new Array(256).fill(0));
	for (let i = 0; i < light.length; i++) {
		light[i] = (data[4 * i] * 3 + data[4 * i + 1] * 6 + data[4 * i + 2]) / 10;
		lights[light[i]]++;
		if (i % width >= 4) {
			near[Math.abs(light[i] - light[i - 1])]++;
			far[Math.abs(light[i] - light[i - 4])]++;
		}
	}
	const edge = share(far, 0.997);
	return Math.min(image.naturalWidth, image.naturalHeight) < READABLE ? 'small'
		: share(lights, 0.9) < 90 ? 'dark'
			: edge < 12 || share(near, 0.997) < 0.36 * edge ? 'blurred' : '';
}

function packed(canvas, quality) {
	return new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality));
}

/* { name, blob, fault }: of a picture that is whole and that this browser can open, made smaller if that is worth it. */
export async function prepared(file) {
	let blob = file;
	let fault = '';
	try {
		const image = await opened(file);
		fault = faultOf(image);
		if (isTurned && (file.size > ENOUGH || Math.max(image.naturalWidth, image.naturalHeight) > SIDE)) {
			const canvas = drawn(image, SIDE);
			for (const quality of [0.86, 0.76, 0.66]) {
				const small = await packed(canvas, quality);
				if (small && small.size < blob.size) {
					blob = small;
				}
				if (blob.size <= ENOUGH) {
					break;
				}
			}
		}
		URL.revokeObjectURL(image.src);
	} catch (e) { /* a PDF, HEIC, what was cut, or what this browser cannot open: the server looks */ }
	return { name: file.name, blob, fault };
}
