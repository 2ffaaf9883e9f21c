/**
 * Works a draw out again in the browser, as docs/guides/fairness.md says: who checks the server does not ask the server.
 */

const NUMBERS = 1_000_000n;
const WORD_BITS = 64n;
const WORD_BYTES = 8;
/** Words whose product leaves less are passed over: what a million does not divide evenly. */
const UNEVEN = (1n << WORD_BITS) % NUMBERS;

/** What is to be checked: a draw whose seed was told. */
export interface Drawn {
  client: string;
  nonce: number;
  number: number;
  commitment: string;
  seed: string;
}

/** Whether the page may hash: browsers allow it over https and on the machine itself. */
export function canCheck(): boolean {
  return 'subtle' in crypto;
}

/** Whether the seed is what was promised, and gives the number. */
export async function isRight({
  client,
  nonce,
  number,
  commitment,
  seed,
}: Drawn): Promise<boolean> {
  return (
    (await commitmentOf(seed)) === commitment && (await numberOf(seed, client, nonce)) === number
  );
}

/** SHA-256 of a seed. */
export async function commitmentOf(seed: string): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', bytes(seed)));
}

/** The number that a seed gives. */
export async function numberOf(seed: string, client: string, nonce: number): Promise<number> {
  const by = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes(seed), by, false, ['sign']);
  const message = new TextEncoder().encode(`${client}:${nonce}`);
  const digest = new DataView(await crypto.subtle.sign('HMAC', key, message));
  let product = 0n;
  for (let at = 0; at < digest.byteLength; at += WORD_BYTES) {
    product = digest.getBigUint64(at) * NUMBERS;
    if (BigInt.asUintN(64, product) >= UNEVEN) break;
  }
  return Number(product >> WORD_BITS);
}

function bytes(text: string) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function hex(buffer: ArrayBuffer): string {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
