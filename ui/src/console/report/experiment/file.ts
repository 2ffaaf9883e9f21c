/** Rows that are shown. */
const SHOWN = 5;
/** So much of a file is looked at; the server reads all of it. */
const LOOKED_AT = 4 << 20;
/** More different values than these are no groups. */
const VALUES_MAX = 200;
const GZIP = [0x1f, 0x8b];

/** A column of a file, as far as it was looked at. */
export interface Column {
  name: string;
  /** Different values in order of first sight; empty where they are too many to be groups. */
  values: string[];
  /** Every value is a number, or a yes or no. */
  number: boolean;
  /** Every value is 1 or 0, or a yes or no. */
  flag: boolean;
  /** Something is below or above nothing. */
  moves: boolean;
}

/** A file as it is before anything is asked of it. */
export interface Seen {
  file: File;
  columns: Column[];
  rows: string[][];
  /** Rows looked at. */
  count: number;
  /** There are rows that were not looked at. */
  more: boolean;
}

/** Looks at a file: its columns and first rows. Throws where it is no text. */
export async function look(file: File): Promise<Seen> {
  const { text, whole } = await beginning(file);
  const table = parse(whole ? text : text.slice(0, text.lastIndexOf('\n')));
  const [head = [], ...rows] = table.rows;
  const full = rows.filter((row) => row.length > 1 || row[0] !== '');
  return {
    file,
    columns: head.map((name, place) =>
      column(
        name.trim(),
        full.map((row) => (row[place] ?? '').trim()),
        table.comma,
      ),
    ),
    rows: full.slice(0, SHOWN),
    count: full.length,
    more: !whole,
  };
}

/** The file packed, unless it is already: what is sent is a fraction of it. */
export async function packed(file: File): Promise<Blob> {
  if ((await isPacked(file)) || file.size < 64 << 10) return file;
  const stream = file.stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(stream).blob();
}

async function isPacked(file: File): Promise<boolean> {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return GZIP.every((byte, place) => start[place] === byte);
}

async function beginning(file: File): Promise<{ text: string; whole: boolean }> {
  const decoder = new TextDecoder('utf-8');
  if (!(await isPacked(file))) {
    const text = decoder.decode(await file.slice(0, LOOKED_AT).arrayBuffer());
    return { text, whole: file.size <= LOOKED_AT };
  }
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  let text = '';
  while (text.length < LOOKED_AT) {
    const { value, done } = await reader.read();
    if (done) return { text: text + decoder.decode(), whole: true };
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return { text, whole: false };
}

/** RFC 4180, divided by what the first line has most of: the server reads files so. */
export function parse(text: string): { rows: string[][]; comma: boolean } {
  const plain = text.replace(/^\ufeff/, '');
  const divider = dividerOf(plain);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < plain.length; at += 1) {
    const c = plain[at] ?? '';
    if (quoted) {
      if (c !== '"') cell += c;
      else if (plain[at + 1] === '"') {
        cell += c;
        at += 1;
      } else quoted = false;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === divider) {
      row.push(cell);
      cell = '';
    } else if (c === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else if (c !== '\r') cell += c;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return { rows, comma: divider === ';' };
}

function dividerOf(text: string): string {
  const line = (text.split('\n', 1)[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((divider) => ({
    divider,
    count: line.split(divider).length,
  }));
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).divider;
}

const FLAGS = new Set(['0', '1', 'true', 'false', 'yes', 'no', 'да', 'нет']);

/** A number as the server reads it; a yes or no is one too. */
export function numeric(value: string, comma: boolean): number | null {
  const word = value.toLowerCase();
  if (word === 'true' || word === 'yes' || word === 'да') return 1;
  if (word === 'false' || word === 'no' || word === 'нет') return 0;
  const plain = comma ? value.replace(',', '.') : value;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : null;
}

function column(name: string, values: string[], comma: boolean): Column {
  const different = new Set<string>();
  for (const value of values) {
    if (different.size > VALUES_MAX) break;
    different.add(value);
  }
  const numbers = values.map((value) => numeric(value, comma));
  return {
    name,
    values: different.size > VALUES_MAX ? [] : [...different],
    number: values.length > 0 && numbers.every((number) => number !== null),
    flag: values.length > 0 && values.every((value) => FLAGS.has(value.toLowerCase())),
    moves: numbers.some((number) => number !== 0),
  };
}
