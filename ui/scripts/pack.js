// After the build: a compressed copy of each text beside it, which the server embeds and sends, and the weight of each
// entry's first load against its budget.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const DIST = new URL('../dist/', import.meta.url).pathname;
/** The most a first load may weigh, KB of 1,000 bytes under gzip, styles and scripts together. */
const BUDGETS_KB = { console: 260, till: 90 };
const TEXTS = /\.(html|js|css|svg)$/;

for (const file of readdirSync(DIST, { recursive: true, encoding: 'utf8' })) {
  const path = join(DIST, file);
  if (!TEXTS.test(file) || !statSync(path).isFile() || file.endsWith('.html')) continue;
  const packed = brotliCompressSync(readFileSync(path), {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  });
  writeFileSync(`${path}.br`, packed);
}

let within = true;
for (const [entry, budget] of Object.entries(BUDGETS_KB)) {
  const html = readFileSync(join(DIST, `${entry}.html`), 'utf8');
  const loaded = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    (match) => match[1],
  );
  const bytes = loaded.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(DIST, file))).length,
    0,
  );
  const weight = (bytes / 1000).toFixed(1);
  const fits = bytes <= budget * 1000;
  within &&= fits;
  console.log(
    `${entry}: ${weight} KB gzip of ${loaded.length} files at first load, budget ${budget} KB${fits ? '' : ': OVER'}`,
  );
}
process.exitCode = within ? 0 : 1;
