/**
 * A birth date as a cashier types it, `7.3.1990`, `07/03/1990`, `07031990` or `1990-03-07`, as `YYYY-MM-DD`. Null if it
 * is no day, or none on which a living person was born.
 */
export function birthDate(text: string, today: Date): string | null {
  const parts =
    /^(?<day>\d{1,2})[.,/\s-](?<month>\d{1,2})[.,/\s-](?<year>\d{4})$/.exec(text.trim()) ??
    /^(?<day>\d{2})(?<month>\d{2})(?<year>\d{4})$/.exec(text.trim()) ??
    /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/.exec(text.trim());
  const { year = '', month = '', day = '' } = parts?.groups ?? {};
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (!parts || date.getUTCMonth() !== Number(month) - 1) return null;
  const age = today.getTime() - date.getTime();
  if (age < 0 || Number(year) < today.getUTCFullYear() - 120) return null;
  return date.toISOString().slice(0, 10);
}

/** The names a cashier typed in one field: the first word, and the rest. */
export function names(text: string): { first_name?: string; last_name?: string } {
  const [first, ...rest] = text.trim().split(/\s+/).filter(Boolean);
  return {
    ...(first ? { first_name: first } : {}),
    ...(rest.length > 0 ? { last_name: rest.join(' ') } : {}),
  };
}

/** A telephone as people write it becomes the digits it is stored with; a name stays. */
export function asSearched(text: string): string {
  if (!/^[+\d\s().-]+$/.test(text)) return text.trim();
  const digits = text.replace(/\D/g, '');
  return digits.length === 11 && digits.startsWith('8') ? `7${digits.slice(1)}` : digits;
}

/** A telephone in groups, `+7 975 765-43-21`; of other countries, as it is stored. */
export function phoneShown(phone: string | null | undefined): string {
  const russian = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(phone ?? '');
  return russian ? `+7 ${russian[1]} ${russian[2]}-${russian[3]}-${russian[4]}` : (phone ?? '');
}
