import { useCallback, useEffect, useState } from 'react';

import { api } from '../../api/client';
import { reach } from '../link/link';
import { sendAll, type Sender, type Unsent } from './queue';
import { disk } from './shelf';

/** How often what waits is tried while the server answers. */
const AGAIN_MS = 15_000;

export const sender: Sender = {
  purchase: (body) => reach((signal) => api.POST('/v1/purchases', { body, signal })),
  void: async (id) => {
    const params = { path: { id: `ext:${id}` } };
    await reach((signal) => api.POST('/v1/purchases/{id}/void', { params, body: {}, signal }));
  },
};

/** Sales the screen itself is sending: nobody else does. */
export const inHand = new Set<string>();

export interface Waiting {
  sales: Unsent[];
  /** Looks at the disk again, after something was written there. */
  look: () => Promise<void>;
  /** Sends what waits. */
  sendNow: () => Promise<void>;
}

/** The sales that wait for the server, sent in order as soon as it answers. Two windows of one till take turns. */
export function useUnsent(up: boolean, onPosted: (count: number) => void): Waiting {
  const [sales, setSales] = useState<Unsent[]>([]);
  const look = useCallback(async () => {
    const all = await disk.all().catch(() => []);
    setSales(all.filter((sale) => !inHand.has(sale.id)).sort((a, b) => a.madeAt - b.madeAt));
  }, []);
  const sendNow = useCallback(async () => {
    await navigator.locks.request('regulars-till-queue', { ifAvailable: true }, async (lock) => {
      if (lock === null) return;
      const { posted } = await sendAll(disk, sender, (id) => inHand.has(id));
      if (posted.length > 0) onPosted(posted.length);
    });
    await look();
  }, [look, onPosted]);
  useEffect(() => {
    const send = () => void (up ? sendNow() : look());
    const first = setTimeout(send, 0);
    const timer = setInterval(send, AGAIN_MS);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [up, sendNow, look]);
  return { sales, look, sendNow };
}
