import { useEffect, useState } from 'react';

import { Stale } from '../link/link';
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
      .then((accounts) => setKnown({ id, accounts }))
      .catch((error: unknown) => {
        // Balances stay unknown: the quote says the same of what can be spent.
        if (!(error instanceof Stale)) setKnown((before) => (before?.id === id ? before : null));
      });
    return () => stale.abort();
  }, [id, up, when]);
  return known !== null && known.id === id ? known.accounts : null;
}
