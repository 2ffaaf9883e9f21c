/** The item of a scenario file that a priced basket came as, under another name. */
export function scenarioItem(yaml: string, name: string): string {
  const lines = yaml.replace(/\s+$/, '').split('\n');
  const start = Math.max(
    0,
    lines.findIndex((line) => /^\s*(- )?scenario:/.test(line)),
  );
  const body = lines.slice(start);
  const first = body[0] ?? '';
  const dash = /^\s*- /.test(first);
  const depth = first.length - first.trimStart().length + (dash ? 2 : 0);
  const inner = body.map((line, at) => {
    const text = at === 0 ? `scenario: ${scalar(name)}` : line.slice(Math.min(depth, indent(line)));
    return text ? `${at === 0 ? '  - ' : '    '}${text}` : '';
  });
  // What the server notes at the head of the file belongs to the scenario.
  const notes = lines.slice(0, start).filter((line) => line.startsWith('#'));
  return `${[...notes.map((note) => `  ${note}`), ...inner].join('\n')}\n`;
}

/** The scenario file with one more scenario at its end; a new file when there is none. */
export function withScenario(file: string, program: string, item: string): string {
  const text = file.replace(/\s+$/, '');
  if (!text) return `program: ${program}\n\nscenarios:\n${item}`;
  const none = /^scenarios:[ \t]*(\[\])?[ \t]*(#.*)?$/m;
  if (!/^scenarios:/m.test(text)) return `${text}\n\nscenarios:\n${item}`;
  if (!/^\s*- /m.test(text)) return `${text.replace(none, 'scenarios:')}\n${item}`;
  const own = /^( *)- scenario:/m.exec(text)?.[1]?.length ?? 2;
  const fitted = item
    .split('\n')
    .map((line) => (line ? ' '.repeat(own) + line.slice(2) : ''))
    .join('\n');
  const lines = text.split('\n');
  const from = lines.findIndex((line) => line.startsWith('scenarios:'));
  const rest = lines.findIndex((line, at) => at > from && /^[^\s#-]/.test(line));
  if (rest < 0) return `${text}\n\n${fitted}`;
  const head = lines.slice(0, rest).join('\n').trimEnd();
  return `${head}\n\n${fitted}\n${lines.slice(rest).join('\n')}\n`;
}

function indent(line: string): number {
  return line.length - line.trimStart().length;
}

/** A name as YAML takes it: plain where it may be, else in quotes. */
function scalar(name: string): string {
  const one = name.trim().replaceAll(/\s+/g, ' ');
  const plain =
    /^[\p{L}\d][^#:{}[\],&*!|>'"%@`]*$/u.test(one) && !/^(true|false|null|[\d.]+)$/.test(one);
  return plain ? one : JSON.stringify(one);
}
