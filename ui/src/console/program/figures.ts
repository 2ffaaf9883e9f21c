/** A piece of a sentence; figures are set off. */
export interface Piece {
  text: string;
  figure: boolean;
}

// A number with its sign, its groups and what belongs to it: 1 000,50 ₽, £12.50, 5%, −3, ×2; not one within a word.
const FIGURE =
  /(?<![\p{L}\d_-])[+−×]?[$€£¥₽₸₴]?\d+(?:[\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)*(?:[\u00a0\u202f ]?[%$€£¥₽₸₴])?/gu;

/** A sentence in pieces, so that its figures can be set off. Joined they are the sentence. */
export function figures(sentence: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of sentence.matchAll(FIGURE)) {
    push(pieces, sentence.slice(from, found.index), false);
    push(pieces, found[0], true);
    from = found.index + found[0].length;
  }
  push(pieces, sentence.slice(from), false);
  return pieces;
}

function push(pieces: Piece[], text: string, figure: boolean): void {
  if (text) pieces.push({ text, figure });
}

/** What a sentence says first, and what narrows it down. */
export function clauses(sentence: string): [string, string] {
  const cut = sentence.indexOf('; ');
  return cut < 0 ? [sentence, ''] : [sentence.slice(0, cut), sentence.slice(cut)];
}
