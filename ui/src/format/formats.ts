import type { Language } from '../i18n/words';

/** Unknown figures. Zero is `0`. */
export const UNKNOWN = '—';

/** An exact decimal text, as the API writes money, points and quantities. */
export type Decimal = string;

/** How a language writes figures and instants. Exact: decimal texts are never made floats. */
export interface Formats {
  /** `1 234,50 ₽`; a currency is an ISO code. */
  money: (amount: Decimal | null | undefined, currency: string) => string;
  /** `1 235 ₽`, without minor units: for sums so large that nobody counts them. */
  wholeMoney: (amount: Decimal | null | undefined, currency: string) => string;
  /** `1 234,50`, with the fraction digits it has. */
  number: (value: Decimal | number | null | undefined) => string;
  /** `800K`, `1,2 млн`: for the axes of plots. */
  short: (value: number) => string;
  /** `4,2 %` of a share such as 0.042. */
  share: (value: number | null | undefined) => string;
  /** `+4,2 %`: how much a figure is above or below its base; unknown without a base. */
  change: (now: Decimal | number, before: Decimal | number) => string;
  /** `12 Mar 2026`. */
  date: (instant: string | Date | null | undefined) => string;
  /** `12 Mar`, where the year is said elsewhere. */
  shortDate: (instant: string | Date | null | undefined) => string;
  /** `12 Mar 2026, 14:05`. */
  dateTime: (instant: string | Date | null | undefined) => string;
  /** `Mon, 23 Nov 2026, 00:00` by the clocks of a time zone; the browser's unless said or known. */
  moment: (instant: string | Date | null | undefined, zone?: string) => string;
  /** `5 minutes ago` within a week, a date beyond. */
  relative: (instant: string, now?: Date) => string;
}

const LOCALES: Record<Language, string> = { en: 'en-GB', ru: 'ru-RU' };
const MINUTE_MS = 60_000;
const STEPS: [Intl.RelativeTimeFormatUnit, number, number][] = [
  ['minute', MINUTE_MS, 60],
  ['hour', 60 * MINUTE_MS, 24],
  ['day', 24 * 60 * MINUTE_MS, 7],
];

/** The formats of a language. */
export function formats(language: Language): Formats {
  const locale = LOCALES[language];
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 });
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const signed = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  const day = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const dayMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const minute = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const currencies = new Map<string, Intl.NumberFormat>();
  const inCurrency = (currency: string, options: Intl.NumberFormatOptions = {}) => {
    const key = `${currency} ${options.maximumFractionDigits ?? ''}`;
    const known = currencies.get(key);
    if (known) return known;
    const made = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      ...options,
    });
    currencies.set(key, made);
    return made;
  };
  const date = (instant: string | Date | null | undefined) =>
    known(instant, (at) => day.format(localDay(at)));
  return {
    money: (amount, currency) =>
      known(amount, (value) => inCurrency(currency).format(exact(value))),
    wholeMoney: (amount, currency) =>
      known(amount, (value) =>
        inCurrency(currency, { maximumFractionDigits: 0 }).format(exact(value)),
      ),
    number: (value) => known(value, (given) => plain.format(exact(given))),
    short: (value) => compact.format(value),
    share: (value) => known(value, (given) => percent.format(given)),
    change: (now, before) => {
      const base = Number(before);
      return known(base === 0 ? null : (Number(now) - base) / Math.abs(base), (share) =>
        signed.format(share),
      );
    },
    date,
    shortDate: (instant) => known(instant, (at) => dayMonth.format(localDay(at))),
    dateTime: (instant) => known(instant, (at) => minute.format(new Date(at))),
    moment: (instant, zone) => known(instant, (at) => momentIn(locale, zone).format(new Date(at))),
    relative: (instant, now = new Date()) => {
      const passed = new Date(instant).getTime() - now.getTime();
      for (const [unit, length, most] of STEPS) {
        const count = Math.round(passed / length);
        if (Math.abs(count) < most) return relative.format(count, unit);
      }
      return date(instant);
    },
  };
}

/** A zone the browser does not know is taken for its own. */
function momentIn(locale: string, zone: string | undefined): Intl.DateTimeFormat {
  const fields = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  try {
    return new Intl.DateTimeFormat(locale, zone ? { ...fields, timeZone: zone } : fields);
  } catch {
    return new Intl.DateTimeFormat(locale, fields);
  }
}

/** A date without a time is that day wherever it is read. */
function localDay(at: string | Date): Date {
  const dateOnly = typeof at === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(at);
  return new Date(dateOnly ? `${at}T00:00:00` : at);
}

function known<T>(value: T | null | undefined, write: (value: T) => string): string {
  return value === null || value === undefined ? UNKNOWN : write(value).replace(/^-/, '−');
}

/** Formats read decimal texts digit by digit; the type of the library knows literals only. */
function exact(value: Decimal | number): number {
  return value as unknown as number;
}
