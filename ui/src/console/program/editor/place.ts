/** Where in a YAML text something is being typed. */
export interface Place {
  /** Field names from the root; `[]` for an item of a list. */
  path: string[];
  /** A field's name is typed, or a value. */
  typing: 'name' | 'value';
  /** How many characters of it are there. */
  typed: number;
}

interface Level {
  /** Column of a block; -1 within braces, where columns say nothing. */
  column: number;
  name: string;
}

/** Where the end of a text is. Reads blocks by their columns and braces by their nesting, as far as one types. */
export function placeAt(text: string): Place {
  const levels: Level[] = [];
  const open: ('{' | '[')[] = [];
  const lines = text.split('\n');
  let typing: Place['typing'] = 'name';
  for (const [at, line] of lines.entries()) {
    if (open.length > 0) {
      typing = inBraces(line, levels, open);
      continue;
    }
    const content = line.trimStart();
    const last = at === lines.length - 1;
    if (!last && (content === '' || content.startsWith('#'))) continue;
    typing = inBlock(line, levels, open);
  }
  const typed = /[\w.-]*$/.exec(lines.at(-1) ?? '')?.[0].length ?? 0;
  return { path: levels.map(({ name }) => name), typing, typed };
}

function inBlock(line: string, levels: Level[], open: ('{' | '[')[]): Place['typing'] {
  let column = line.length - line.trimStart().length;
  while ((levels.at(-1)?.column ?? -1) >= column) levels.pop();
  let rest = line.slice(column);
  while (rest.startsWith('- ') || rest === '-') {
    levels.push({ column, name: '[]' });
    const blank = /^-\s*/.exec(rest)?.[0].length ?? 1;
    column += blank;
    rest = rest.slice(blank);
  }
  const pair = /^([\w.-]+):(\s|$)/.exec(rest);
  if (!pair) return inBraces(rest, levels, open);
  levels.push({ column, name: pair[1] ?? '' });
  return inBraces(rest.slice(pair[0].length), levels, open, 'value');
}

/** Follows braces and brackets; what they close is left. */
function inBraces(
  text: string,
  levels: Level[],
  open: ('{' | '[')[],
  first: Place['typing'] = open.at(-1) === '[' ? 'value' : 'name',
): Place['typing'] {
  let typing = first;
  const tokens = text.matchAll(/(#.*)|("[^"]*"?|'[^']*'?)|([\w.-]+):(?=\s|$)|([{}[\],])/g);
  for (const [, comment, , name, mark] of tokens) {
    if (comment) break;
    if (name && open.at(-1) === '{') {
      levels.push({ column: -1, name });
      typing = 'value';
    }
    if (mark === '{' || mark === '[') {
      open.push(mark);
      if (mark === '[') levels.push({ column: -1, name: '[]' });
      typing = mark === '[' ? 'value' : 'name';
    }
    if (mark === '}' || mark === ']') {
      if (mark === ']' || typing === 'value') levels.pop();
      open.pop();
      typing = 'value';
    }
    if (mark === ',' && open.at(-1) === '{') {
      levels.pop();
      typing = 'name';
    }
  }
  return typing;
}
