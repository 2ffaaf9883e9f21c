import { useEffect, useRef, useState } from 'react';

import { api } from '../../api/client';
import type { components } from '../../api/schema';
import { reach } from '../link/link';
import { isNoAnswer } from '../queue/queue';
import { receiptNumber } from '../receipt/number';
import { linesOf, type Ticked } from './ticked';

type Schemas = components['schemas'];

const AGAIN_MS = 2000;

/** Sends a return until it is answered: the same call under the same id, so that goods come back once. */
export function useReturn(purchase: Schemas['Purchase'], store: string) {
  const [state, setState] = useState<'idle' | 'sending' | 'unanswered'>('idle');
  const [error, setError] = useState<Error | null>(null);
  const [done, setDone] = useState<Schemas['Return'] | null>(null);
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);

  const send = async (ticked: Ticked) => {
    if (state !== 'idle') return;
    setState('sending');
    setError(null);
    const body: Schemas['ReturnRequest'] = {
      id: receiptNumber(),
      store,
      lines: linesOf(ticked),
    };
    const params = { path: { id: purchase.purchase } };
    while (alive.current) {
      try {
        setDone(
          await reach((signal) => api.POST('/v1/purchases/{id}/returns', { params, body, signal })),
        );
        return;
      } catch (failed) {
        if (!isNoAnswer(failed)) {
          setError(failed as Error);
          setState('idle');
          return;
        }
        setState('unanswered');
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
  };
  return { state, error, done, send };
}
