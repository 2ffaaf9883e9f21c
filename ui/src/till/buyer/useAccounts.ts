import { useEffect, useState } from 'react';

import { Stale } from '../link/link';
import { keep, stored } from '../storage';
import { type Accounts, readAccounts } from './members';

/** What a member has. Of another member, nothing is shown; of the same one, the last answer until the next. */
export function useAccounts(
  id: string | null,
  up: boolean,
  /** Changes when they are to be read anew. */ when: string,
) {
  const [known, setKnown] = useState<{ id: string; accounts: Accounts } | null>(null);
  useEffect(() => {
    if (id === null || !up) return;
    const stale = new AbortController();
    readAccounts(id, stale.signal)
      .then((accounts) => {
        rememberUnits(accounts);
        setKnown({ id, accounts });
      })
      .catch((error: unknown) => {
        // Balances stay unknown: the quote says the same of what can be spent.
        if (!(error instanceof Stale)) setKnown((before) => (before?.id === id ? before : null));
      });
    return () => stale.abort();
  }, [id, up, when]);
  return known !== null && known.id === id ? known.accounts : null;
}

const UNITS = 'regulars.till.units';

/** Points are called by name also where no member is at hand: on a return, or when somebody has just joined. */
function rememberUnits({ accounts }: Accounts): void {
  keep(UNITS, Object.fromEntries(accounts.map(({ unit, name }) => [unit, name])));
}

/** The name of a unit of points, as far as this till has met it. */
export function unitName(id: string, accounts: Accounts | null): string {
  const known = accounts?.accounts.find((account) => account.unit === id);
  return known?.name ?? stored<Record<string, string>>(UNITS)?.[id] ?? id;
}
