import { useFormat } from '../../i18n/language';
import type { Decimal } from '../../format/formats';
import { useSession } from '../session/session';

/** How the program's money is written; bare figures until its currency is known. */
export function useMoney(): (amount: Decimal | null | undefined) => string {
  const format = useFormat();
  const currency = useSession().data?.currency;
  return (amount) => (currency ? format.money(amount, currency) : format.number(amount));
}
