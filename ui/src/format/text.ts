/** The longest word of a text: what narrows a search most where only one can be asked for. */
export function longestWord(text: string): string {
  const words = text.trim().split(/\s+/);
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), '');
}
