import { isZero } from '../../format/decimal';
import { useFormat } from '../../i18n/language';
import { useAccounts } from '../member/queries';
import type { ByUnit } from './queries';

/** Names of a program's units, and points by unit in words. */
export function useUnits(member: string | null | undefined) {
  const format = useFormat();
  const accounts = useAccounts(member).data?.accounts ?? [];
  const unitName = (unit: string) =>
    accounts.find((account) => account.unit === unit)?.name ?? unit;
  return {
    accounts,
    unitName,
    /** `bonuses: 200, stamps: 1`; empty when there is nothing. */
    list: (points: ByUnit): string =>
      Object.entries(points)
        .filter(([, amount]) => !isZero(amount))
        .map(([unit, amount]) => `${unitName(unit)}: ${format.number(amount)}`)
        .join(', '),
  };
}
