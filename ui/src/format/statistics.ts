import type { Language } from '../i18n/words';
import { UNKNOWN } from './formats';

/** How a language writes what statistics tell: to a few significant digits, since more would be luck. */
export interface Statistics {
  /** A value: a share in percent, anything else as a number. */
  value: (value: number | null) => string;
  /** A difference without its sign: of shares in points. */
  size: (value: number) => string;
  /** A difference with its sign. */
  signed: (value: number | null) => string;
  /** `4.21%` of 0.0421. */
  share: (value: number) => string;
  /** `+4.21%`. */
  signedShare: (value: number | null) => string;
  /** A chance: `0.034`, `< 0.001`. */
  chance: (p: number | null) => string;
}

const LOCALES: Record<Language, string> = { en: 'en-GB', ru: 'ru-RU' };
/** Points of percent. */
const POINTS: Record<Language, string> = { en: 'pp', ru: 'п. п.' };

/** The statistics of a metric: of shares, or of amounts. */
export function statistics(language: Language, shares: boolean): Statistics {
  const plus = { signDisplay: 'exceptZero' } as const;
  const exact = { maximumSignificantDigits: 4 } as const;
  const points = { maximumSignificantDigits: 3 } as const;
  const percent = { style: 'percent', maximumSignificantDigits: 3 } as const;
  const write = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(LOCALES[language], options);
    return (value: number | null) =>
      value === null ? UNKNOWN : format.format(value).replace('-', '−');
  };
  const inPoints = (options: Intl.NumberFormatOptions) => {
    const number = write(options);
    return (value: number | null) =>
      value === null ? UNKNOWN : `${number(value * 100)}\u00a0${POINTS[language]}`;
  };
  const chances = write({ maximumFractionDigits: 3, minimumFractionDigits: 3 });
  return {
    value: write(shares ? { ...percent, ...exact } : exact),
    size: shares ? inPoints(points) : write(exact),
    signed: shares ? inPoints({ ...points, ...plus }) : write({ ...exact, ...plus }),
    share: write(percent),
    signedShare: write({ ...percent, ...plus }),
    chance: (p) => (p === null ? UNKNOWN : p < 0.001 ? `< ${chances(0.001)}` : chances(p)),
  };
}
