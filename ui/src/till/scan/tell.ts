/** What a code may be, in the order it is looked up. */
export type Sort = 'receipt' | 'card' | 'goods' | 'gift' | 'coupon';

export interface Known {
  /** How the numbers of the shop's cards begin. */
  cards: readonly string[];
  /** Whether the catalogue on this till has the code. */
  hasGoods: (code: string) => boolean;
  /** Whether the catalogue on this till is whole: what it has not, the shop has not. */
  whole: boolean;
}

/** Receipts of this page: twelve characters, see receipt/number.ts. */
const RECEIPT = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;
/** Gift cards, perhaps coupons: up to eight symbols that name the kind, twelve of chance and one that checks them. */
const GIFT = /^[0-9A-HJKMNP-TV-Z]{14,21}$/;
/** The shortest code that can be a card when it only begins like one. */
const CARD_LENGTH = 8;
/** Symbology identifiers (`]E0`, `]C1`) that some scanners send first. */
const SYMBOLOGY = /^\][A-Za-z][0-9A-Za-z]/;
const CONTROLS = /[\p{Cc}\u{feff}]/gu;

/** A scanned text without what scanners put around it; empty if there is nothing else. */
export function stripped(scanned: string): string {
  return scanned.replace(CONTROLS, '').trim().replace(SYMBOLOGY, '').trim();
}

/** Whether a text that came fast into a field of a window is a code, and not something typed there. */
export function isCode(text: string): boolean {
  return /^[^\s+]\S{5,}$/.test(text) && /\d/.test(text);
}

/** What a code may be. Goods that are known are goods whatever they look like; the rest is told by its form. */
export function tell(code: string, known: Known): Sort[] {
  if (known.hasGoods(code)) return ['goods'];
  if (RECEIPT.test(code.toUpperCase())) return ['receipt'];
  const goods: Sort[] = known.whole ? [] : ['goods'];
  if (code.length >= CARD_LENGTH && known.cards.some((prefix) => code.startsWith(prefix))) {
    return ['card', ...goods];
  }
  if (isGtin(code)) return ['goods', 'card'];
  if (/^\d+$/.test(code)) return [...goods, 'card'];
  const folded = code.replace(/[ -]/g, '').toUpperCase();
  return [...goods, ...(GIFT.test(folded) ? (['gift'] as const) : []), 'coupon'];
}

/** Whether it is an EAN-8, UPC-A, EAN-13 or GTIN-14 with a right check digit. */
export function isGtin(code: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(code)) return false;
  const digits = [...code].reverse().map(Number);
  const weighted = digits.reduce((all, digit, at) => all + digit * (at % 2 === 1 ? 3 : 1), 0);
  return weighted % 10 === 0;
}
