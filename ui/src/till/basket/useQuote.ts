import { useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react';

import { api } from '../../api/client';
import { reach, Stale } from '../link/link';
import { SILENCE_MS } from '../window/useSlow';
import { type Basket, isEmpty, unpriced } from './basket';
import { type Place, type Quote, quoteBody } from './body';

/** Changes that follow each other this fast are asked about together. */
const SETTLE_MS = 80;

export interface Priced {
  /** The newest quote, perhaps of the basket before its last change. */
  quote: Quote | null;
  /** The quote is of the basket as it stands. */
  fresh: boolean;
  /** An answer is awaited, and has been for longer than people wait silently. */
  slow: boolean;
  /** Why there is none. */
  error: Error | null;
  /** Asks again. */
  again: () => void;
}

interface Options {
  basket: Basket;
  place: Place;
  up: boolean;
  language: string;
  /** Hears each quote that is not out of date. */
  onQuote: (quote: Quote) => void;
}

/** Prices the basket at the server, after each change anew. Answers to what has changed meanwhile are dropped. */
export function useQuote({ basket, place, up, language, onQuote }: Options): Priced {
  const [round, setRound] = useState(0);
  const [answered, setAnswered] = useState<{ key: string; quote: Quote } | null>(null);
  const [failed, setFailed] = useState<{ key: string; error: Error } | null>(null);
  const [slowKey, setSlowKey] = useState<string | null>(null);
  const body = useMemo(
    () => (isEmpty(basket) || unpriced(basket) ? null : quoteBody(basket, place)),
    [basket, place],
  );
  // The line that is selected changes the basket, but not its price.
  const text = body && JSON.stringify(body);
  const key = text && up ? `${round} ${language} ${text}` : null;

  const heard = useEffectEvent(onQuote);
  useEffect(() => {
    if (key === null || text === null) return;
    const stale = new AbortController();
    const ask = async () => {
      try {
        const quote = await reach(
          (signal) => api.POST('/v1/quotes', { body: JSON.parse(text), signal }),
          stale.signal,
        );
        setAnswered({ key, quote });
        setFailed(null);
        heard(quote);
      } catch (error) {
        if (!(error instanceof Stale)) setFailed({ key, error: error as Error });
      }
    };
    const asking = setTimeout(() => void ask(), SETTLE_MS);
    const silence = setTimeout(() => setSlowKey(key), SETTLE_MS + SILENCE_MS);
    return () => {
      clearTimeout(asking);
      clearTimeout(silence);
      stale.abort();
    };
  }, [key, text]);

  const again = useCallback(() => setRound((before) => before + 1), []);
  const fresh = key !== null && answered?.key === key;
  const expires = fresh ? answered.quote.expires_at : null;
  useEffect(() => {
    if (expires === null) return;
    // A hold that ends while the buyer looks for their purse is asked for anew.
    const rest = Math.max(0, new Date(expires).getTime() - Date.now());
    const timer = setTimeout(again, Math.min(rest, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  }, [expires, again]);

  const error = key !== null && failed?.key === key ? failed.error : null;
  return {
    quote: body === null ? null : (answered?.quote ?? null),
    fresh,
    slow: !fresh && error === null && key !== null && slowKey === key,
    error,
    again,
  };
}
