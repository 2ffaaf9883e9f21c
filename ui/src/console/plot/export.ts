import type { PlotData } from './Plot';

/** RFC 4180 with a byte order mark, without which spreadsheets misread Cyrillic, as an address to save. */
export function toCsv({ head, rows }: PlotData): string {
  const text = [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
  return URL.createObjectURL(new Blob([`\ufeff${text}\r\n`], { type: 'text/csv' }));
}

/** A text that a spreadsheet would take for a formula is told apart by an apostrophe. */
export function cell(value: string | number): string {
  const text = String(value);
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Saves what is at an address under a name. */
export function download(name: string, address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  if (address.startsWith('blob:')) URL.revokeObjectURL(address);
}
