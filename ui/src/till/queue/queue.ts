import type { components } from '../../api/schema';
import { Problem, Unreachable } from '../../api/problem';
import type { PurchaseBody } from '../basket/body';

type Purchase = components['schemas']['Purchase'];

/** A sale the server has not answered yet. It is written down before it is first sent. */
export interface Unsent {
  /** The purchase's id. */
  id: string;
  /** When it was made; the order in which sales are sent. */
  madeAt: number;
  /** What is sent. The same until it is answered. */
  body: PurchaseBody;
  /** What is sent if the server refuses `body` for its price or its quote: the buyer has paid already. */
  paid: PurchaseBody | null;
  /** The sale was broken off while it was unknown whether the server has it: it is voided. */
  broken: boolean;
  /** For the cashier. */
  total: string;
  buyer: string | null;
  /** Why the server refused it for good. */
  refused: string | null;
}

/** What becomes of a sale after it was sent. */
export type Outcome =
  | { then: 'posted'; purchase: Purchase }
  /** Broken off, and void at the server. */
  | { then: 'voided' }
  /** Another price than the buyer agreed to; nothing was posted. */
  | { then: 'changed'; problem: Problem }
  /** Not answered: the same again later. */
  | { then: 'later' }
  /** Nobody is logged in: the same again after it. */
  | { then: 'login' }
  | { then: 'refused'; reason: string };

/** Whether an error leaves open what the server did: it is gone, stopping, overloaded, or something between failed. */
export function isNoAnswer(error: unknown): boolean {
  if (error instanceof Unreachable) return true;
  if (!(error instanceof Problem)) return false;
  return error.status === 429 || error.status >= 500;
}

/** What an error of a sale that was sent means for it. */
export function outcomeOf(error: unknown): Outcome {
  if (isNoAnswer(error)) return { then: 'later' };
  if (!(error instanceof Problem)) throw error;
  if (error.status === 401) return { then: 'login' };
  if (error.kind === 'price_changed' || error.kind === 'quote_gone') {
    return { then: 'changed', problem: error };
  }
  const places = error.errors.map(({ pointer, message }) => `${pointer}: ${message}`);
  return {
    then: 'refused',
    reason: [error.title, error.detail, ...places].filter(Boolean).join('. '),
  };
}

export interface Sender {
  purchase: (body: PurchaseBody) => Promise<Purchase>;
  void: (id: string) => Promise<void>;
}

export interface Shelf {
  all: () => Promise<Unsent[]>;
  put: (sale: Unsent) => Promise<void>;
  remove: (id: string) => Promise<void>;
}

/** Sends a sale once. */
export async function send(sale: Unsent, sender: Sender): Promise<Outcome> {
  try {
    if (sale.broken) {
      await sender.void(sale.id);
      return { then: 'voided' };
    }
    return { then: 'posted', purchase: await sender.purchase(sale.body) };
  } catch (error) {
    // Broken off, and the server says so.
    if (error instanceof Problem && error.kind === 'voided') return { then: 'voided' };
    return outcomeOf(error);
  }
}

/** What a run through the shelf came to. */
export interface Run {
  posted: Purchase[];
  /** Why it stopped before the end. */
  stopped: 'later' | 'login' | null;
}

/**
 * Sends what waits, oldest first, each until it is answered. Stops at the first that is not; what is refused stays with
 * its reason, and does not keep the rest from being sent.
 */
export async function sendAll(
  shelf: Shelf,
  sender: Sender,
  inHand: (id: string) => boolean,
): Promise<Run> {
  const posted: Purchase[] = [];
  const waiting = (await shelf.all())
    .filter((sale) => sale.refused === null && !inHand(sale.id))
    .sort((a, b) => a.madeAt - b.madeAt);
  for (const sale of waiting) {
    const outcome = await sendWaiting(sale, shelf, sender);
    if (outcome.then === 'later' || outcome.then === 'login') {
      return { posted, stopped: outcome.then };
    }
    if (outcome.then === 'posted') posted.push(outcome.purchase);
  }
  return { posted, stopped: null };
}

async function sendWaiting(sale: Unsent, shelf: Shelf, sender: Sender): Promise<Outcome> {
  const outcome = await send(sale, sender);
  switch (outcome.then) {
    case 'posted':
    case 'voided':
      await shelf.remove(sale.id);
      return outcome;
    case 'changed': {
      if (sale.paid === null) return refuse(sale, shelf, outcome.problem.message);
      const paid = { ...sale, body: sale.paid, paid: null };
      // Written down first: another try of the first body after this one would be another call under the same id.
      await shelf.put(paid);
      return sendWaiting(paid, shelf, sender);
    }
    case 'refused':
      return refuse(sale, shelf, outcome.reason);
    default:
      return outcome;
  }
}

async function refuse(sale: Unsent, shelf: Shelf, reason: string): Promise<Outcome> {
  await shelf.put({ ...sale, refused: reason });
  return { then: 'refused', reason };
}
