/** A local day and time, as date and time fields write them. */
export interface Local {
  /** `2026-11-23`. */
  date: string;
  /** `00:00`. */
  time: string;
}

/** The instant a time zone's clocks show this day and time, as ISO with its offset from UTC. */
export function instantOf({ date, time }: Local, zone: string): string {
  const wall = Date.parse(`${date}T${time}:00Z`);
  // The offset at the wanted instant; asked twice, because the first guess may lie across a change of clocks.
  let offset = offsetAt(wall, zone);
  offset = offsetAt(wall - offset, zone);
  return `${date}T${time}:00${offsetText(offset)}`;
}

/** What the clocks of a time zone show at an instant. */
export function localOf(instant: Date, zone: string): Local {
  const shown = new Date(instant.getTime() + offsetAt(instant.getTime(), zone)).toISOString();
  return { date: shown.slice(0, 10), time: shown.slice(11, 16) };
}

/** Whether an instant has passed, or is none. */
export function isPast(instant: string): boolean {
  return !(Date.parse(instant) > Date.now());
}

/** Midnight of the next Monday after a day; of a Monday, a week later. */
export function nextMonday(date: string): Local {
  const day = new Date(`${date}T00:00:00Z`);
  const ahead = (8 - day.getUTCDay()) % 7 || 7;
  return midnight(day, ahead);
}

/** Midnight of the day after. */
export function tomorrow(date: string): Local {
  return midnight(new Date(`${date}T00:00:00Z`), 1);
}

/** Midnight of the first day of the next month. */
export function nextMonth(date: string): Local {
  const day = new Date(`${date}T00:00:00Z`);
  const first = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1));
  return midnight(first, 0);
}

function midnight(day: Date, ahead: number): Local {
  const then = new Date(day.getTime() + ahead * 86_400_000);
  return { date: then.toISOString().slice(0, 10), time: '00:00' };
}

/** How far a zone's clocks are ahead of UTC at an instant, ms. A zone the browser does not know counts as UTC. */
function offsetAt(instant: number, zone: string): number {
  const parts = new Map(
    clock(zone)
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(instant / 1000) * 1000;
}

function clock(zone: string): Intl.DateTimeFormat {
  const fields = {
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { ...fields, timeZone: zone || 'UTC' });
  } catch {
    return new Intl.DateTimeFormat('en-US', { ...fields, timeZone: 'UTC' });
  }
}

function offsetText(offset: number): string {
  const minutes = Math.abs(Math.round(offset / 60_000));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
