import { useEffect, useState } from 'react';

import { api } from '../../api/client';
import type { components } from '../../api/schema';
import { reach, Stale } from '../link/link';
import { linesOf, type Ticked } from './ticked';

type Schemas = components['schemas'];

/** What a return would give and take, as the server decides it now. */
export type Comes = Schemas['BackPreview'];

/** Counted when nothing has been ticked for so long. */
const PAUSE_MS = 120;

/** What a return of the ticked units would come to. While it is counted anew, what was counted before. */
export function useComes(purchase: string, ticked: Ticked | null) {
  const [known, setKnown] = useState<{ asked: string; comes: Comes } | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const asked = ticked === null ? null : JSON.stringify(ticked);
  useEffect(() => {
    if (asked === null) return;
    const stale = new AbortController();
    const params = { path: { id: purchase } };
    const body = { lines: linesOf(JSON.parse(asked) as Ticked) };
    const count = () =>
      reach(
        (signal) => api.POST('/v1/purchases/{id}/returns/preview', { params, body, signal }),
        stale.signal,
      ).then(
        (comes) => {
          setKnown({ asked, comes });
          setError(null);
        },
        (failed: unknown) => {
          if (!(failed instanceof Stale)) setError(failed as Error);
        },
      );
    const later = setTimeout(() => void count(), PAUSE_MS);
    return () => {
      clearTimeout(later);
      stale.abort();
    };
  }, [purchase, asked]);
  const counted = known !== null && known.asked === asked;
  return { comes: asked === null ? null : (known?.comes ?? null), counted, error };
}
