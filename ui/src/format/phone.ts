/** A telephone in groups as it is read aloud; numbers of countries we have no groups for stay as they are. */
export function phone(number: string): string {
  const russian = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(number);
  if (russian) return `+7 ${russian.slice(1, 3).join(' ')}-${russian.slice(3).join('-')}`;
  const british = /^\+44(\d{4})(\d{6})$/.exec(number);
  return british ? `+44 ${british[1]} ${british[2]}` : number;
}

/** A text cut where the digits looked for stand in it, whatever stands between them. `null`: they are not in it. */
export function cutAtDigits(text: string, wanted: string): [string, string, string] | null {
  const digits = wanted.replace(/\D/g, '');
  if (!digits) return null;
  const pattern = new RegExp([...digits].join('\\D*'));
  const found = pattern.exec(text);
  if (!found) return null;
  const end = found.index + found[0].length;
  return [text.slice(0, found.index), found[0], text.slice(end)];
}
