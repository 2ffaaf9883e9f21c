import { useEffect, useReducer } from 'react';

import { receiptNumber } from '../receipt/number';
import { keep, stored } from '../storage';
import { type Basket, changed, emptyBasket } from './basket';

const STORED = 'regulars.till.basket';

/** The basket, which survives the page being closed or loaded anew. */
export function useBasket() {
  const [basket, change] = useReducer(
    changed,
    null,
    // What an earlier version kept may lack what came since.
    () => ({ ...emptyBasket(receiptNumber()), ...stored<Basket>(STORED) }),
  );
  useEffect(() => keep(STORED, basket), [basket]);
  return { basket, change };
}
