import type { components } from '../../api/schema';
import { isZero } from '../../format/decimal';
import { useFormat, useWords } from '../../i18n/language';
import { useTill } from '../till';
import { backWords } from './words';

/** What a return gives and takes beside its money: each with its name. */
export function useRows(unit: (id: string) => string) {
  const t = useWords(backWords);
  const format = useFormat();
  const { money } = useTill();
  return (back: components['schemas']['Back']): [string, string][] => {
    const points = (list: Record<string, string>, label: (unit: string) => string, sign: string) =>
      Object.entries(list)
        .filter(([, much]) => !isZero(much))
        .map(([id, much]): [string, string] => [label(unit(id)), sign + format.number(much)]);
    const withheld: [string, string] = [t.withheld, money(`-${back.withheld}`)];
    return [
      ...(isZero(back.withheld) ? [] : [withheld]),
      ...points(back.restored, t.restored, '+'),
      ...points(back.reversed, t.reversed, '−'),
      ...points(back.debt, t.debt, ''),
    ];
  };
}
