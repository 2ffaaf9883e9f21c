import { english, russian } from '../../../i18n/plural';
import { words } from '../../../i18n/words';

export const figureWords = words(
  {
    days: (count: string) => `${count} ${english(count, { one: 'day', other: 'days' })}`,
    points: (count: string) => `${count} pp`,
    against: (value: string) => `against ${value}`,
    againstNothing: 'nothing to compare with',
    besidePrevious: (from: string, to: string) => `compared with ${from} – ${to}`,
    besideSegment: (name: string) => `compared with the segment “${name}”`,
    byPeriod: 'By period',
    period: 'Period',
    compared: 'Compared',
  },
  {
    days: (count) => `${count} ${russian(count, { one: 'день', few: 'дня', many: 'дней' })}`,
    points: (count) => `${count} п. п.`,
    against: (value) => `против ${value}`,
    againstNothing: 'сравнить не с чем',
    besidePrevious: (from, to) => `сравнение с ${from} – ${to}`,
    besideSegment: (name) => `сравнение с сегментом «${name}»`,
    byPeriod: 'По периодам',
    period: 'Период',
    compared: 'Сравнение',
  },
);
