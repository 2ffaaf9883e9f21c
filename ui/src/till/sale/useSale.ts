import { useCallback, useRef, useState } from 'react';

import type { Problem } from '../../api/problem';
import type { components } from '../../api/schema';
import type { Quote } from '../basket/body';
import { type Outcome, send, type Unsent } from '../queue/queue';
import { disk } from '../queue/shelf';
import { inHand, sender } from '../queue/useUnsent';

type Purchase = components['schemas']['Purchase'];

/** Pauses before a sale is sent again, in seconds; the last one is kept to. */
const PAUSES_S = [1, 2, 3, 5];

/** A sale the screen is sending. */
export interface Sending {
  sale: Unsent;
  quote: Quote;
  /** It was sent at least once without an answer. */
  unanswered: boolean;
}

interface Ends {
  posted: (purchase: Purchase, sending: Sending) => void;
  changed: (problem: Problem, sending: Sending) => void;
  refused: (reason: string, sending: Sending) => void;
}

/**
 * Sends one sale until it is answered. It is on this machine's disk before it is sent, so that neither a crash nor an
 * impatient cashier makes two of it.
 */
export function useSale(ends: Ends) {
  const [sending, setSending] = useState<Sending | null>(null);
  const current = useRef<Sending | null>(null);
  const show = useCallback((next: Sending | null) => {
    current.current = next;
    setSending(next);
  }, []);

  const start = async (sale: Unsent, quote: Quote) => {
    const mine: Sending = { sale, quote, unanswered: false };
    inHand.add(sale.id);
    show(mine);
    // Where the disk refuses, the sale is still made; only a crash in the next second could lose sight of it.
    await disk.put(sale).catch(() => undefined);
    for (let tried = 0; ; tried += 1) {
      const outcome = await send(sale, sender);
      const left = current.current?.sale !== sale;
      if (await settled(sale, outcome)) {
        if (!left) {
          show(null);
          finish(outcome, mine);
        }
        return;
      }
      if (left) return;
      show({ ...mine, unanswered: true });
      await pause(PAUSES_S[Math.min(tried, PAUSES_S.length - 1)] ?? 1);
      if (current.current?.sale !== sale) return;
    }
  };

  const finish = (outcome: Outcome, mine: Sending) => {
    if (outcome.then === 'posted') ends.posted(outcome.purchase, mine);
    if (outcome.then === 'changed') ends.changed(outcome.problem, mine);
    if (outcome.then === 'refused') ends.refused(outcome.reason, mine);
    if (outcome.then === 'voided') ends.refused('voided', mine);
  };

  /** The buyer has paid and goes: the sale is sent in the background. */
  const leave = async (broken: boolean) => {
    const mine = current.current;
    if (!mine) return null;
    show(null);
    inHand.delete(mine.sale.id);
    await disk.put({ ...mine.sale, broken });
    return mine;
  };

  return { sending, start, leave };
}

/** Whether the server has said what became of a sale; then it leaves the disk. */
async function settled(sale: Unsent, outcome: Outcome): Promise<boolean> {
  if (outcome.then === 'later' || outcome.then === 'login') return false;
  await disk.remove(sale.id).catch(() => undefined);
  inHand.delete(sale.id);
  return true;
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
