// After the builds: a compressed copy of each text beside it, which the server embeds and sends, and the weight of each
// entry's first load against its budget.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const DIST = new URL('../dist/', import.meta.url).pathname;
const ASSETS = join(DIST, 'assets');
/** The most a first load may weigh, KB of 1,000 bytes under gzip, styles and scripts together. */
const BUDGETS_KB = { console: 260, till: 90 };
/** Entries that fetch all their parts at once. Of the others a page's parts come with the page. */
const WHOLE = new Set(['till']);
const TEXTS = /\.(js|css|svg)$/;
const LOADED = /\.(js|css)$/;

for (const file of readdirSync(ASSETS)) {
  const path = join(ASSETS, file);
  if (!TEXTS.test(file)) continue;
  const packed = brotliCompressSync(readFileSync(path), {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  });
  writeFileSync(`${path}.br`, packed);
}

let within = true;
for (const [entry, budget] of Object.entries(BUDGETS_KB)) {
  const files = firstLoad(entry).map((file) => [gzipSync(readFileSync(file)).length, file]);
  const bytes = files.reduce((sum, [size]) => sum + size, 0);
  const fits = bytes <= budget * 1000;
  within &&= fits;
  console.log(
    `${entry}: ${inKb(bytes)} KB gzip of ${files.length} files at first load, budget ${budget} KB${fits ? '' : ': OVER'}`,
  );
  for (const [size, file] of files.sort(([a], [b]) => b - a)) {
    console.log(`  ${inKb(size).padStart(6)} ${file.slice(DIST.length)}`);
  }
}
process.exitCode = within ? 0 : 1;

/** Scripts and styles an entry fetches before it can be used: what its page names, and what those name in turn. */
function firstLoad(entry) {
  const assets = readdirSync(ASSETS).filter((name) => LOADED.test(name));
  const reached = new Set([join(DIST, `${entry}.html`)]);
  for (const file of reached) {
    if (!file.endsWith('.html') && !WHOLE.has(entry)) continue;
    const text = readFileSync(file, 'utf8');
    const named = assets.filter((name) => text.includes(name));
    named.forEach((name) => reached.add(join(ASSETS, name)));
  }
  return [...reached].filter((file) => LOADED.test(file));
}

function inKb(bytes) {
  return (bytes / 1000).toFixed(1);
}
