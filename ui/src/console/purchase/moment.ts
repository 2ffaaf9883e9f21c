/**
 * What the shop's clock showed: the instant without its offset. A receipt printed at 14:16 in Yekaterinburg is looked
 * for at 14:16, wherever one looks from.
 */
export function storeTime(at: string): string {
  return at.replace(/(Z|[+-]\d{2}:\d{2})$/, '');
}

/** The offset of that clock, as it is said aloud: `UTC+5`. */
export function storeOffset(at: string): string {
  const found = /([+-])(\d{2}):(\d{2})$/.exec(at);
  if (!found) return 'UTC';
  const minutes = found[3] === '00' ? '' : `:${found[3]}`;
  const hours = Number(found[2]);
  return hours === 0 && !minutes ? 'UTC' : `UTC${found[1] === '-' ? '−' : '+'}${hours}${minutes}`;
}

const DAY_MS = 86_400_000;

/** Whether it may still be within its shop's business day: no longer than a day ago. */
export function isRecent(at: string, now = Date.now()): boolean {
  return now - new Date(at).getTime() < DAY_MS;
}
