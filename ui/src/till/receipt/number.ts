/** Without letters that are taken for figures: Crockford's 32. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_LENGTH = 7;
const CHANCE_LENGTH = 5;

/**
 * A new receipt number, which is the purchase's id: the second it was made and 25 random bits, so that tills that never
 * spoke to each other do not choose the same. Short enough to be typed from paper: `1W3F-9QXM-2ABC`.
 */
export function receiptNumber(now: Date = new Date(), chance: Uint8Array = random()): string {
  let seconds = Math.floor(now.getTime() / 1000);
  let text = '';
  for (let at = 0; at < TIME_LENGTH; at += 1) {
    text = (ALPHABET[seconds % 32] ?? '') + text;
    seconds = Math.floor(seconds / 32);
  }
  for (const byte of chance) text += ALPHABET[byte % 32] ?? '';
  return grouped(text);
}

function random(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(CHANCE_LENGTH));
}

function grouped(text: string): string {
  return text.match(/.{4}/g)?.join('-') ?? text;
}

/** Where a purchase a person named may be found: by our id, as a receipt of this page, or as it was typed. */
export function receiptPaths(typed: string): string[] {
  const text = typed.trim();
  if (/^pur_[0-9A-Z]+$/i.test(text)) return [`pur_${text.slice(4).toUpperCase()}`];
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const ours =
    plain.length === TIME_LENGTH + CHANCE_LENGTH &&
    [...plain].every((letter) => ALPHABET.includes(letter));
  return [...new Set([...(ours ? [grouped(plain)] : []), text])].map((id) => `ext:${id}`);
}
