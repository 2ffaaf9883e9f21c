import { createContext, useContext } from 'react';

import type { Decimal } from '../format/formats';
import type { Basket, BasketLine, Change, Goods } from './basket/basket';
import type { Place as BodyPlace, Quote } from './basket/body';
import type { Priced } from './basket/useQuote';
import type { Accounts, Member } from './buyer/members';
import type { Catalogue } from './goods/search';
import type { Waiting } from './queue/useUnsent';
import type { Receipt } from './receipt/receipt';
import type { Claim } from './reward/rewards';
import type { Sending } from './sale/useSale';
import type { Place, Reading, Staff } from './session/session';

/** What lies over the basket. */
export type Dialog =
  | { show: 'help' }
  | { show: 'settings' }
  | { show: 'clear' }
  | { show: 'unsent' }
  | { show: 'redeem' }
  | { show: 'withoutPoints' }
  | { show: 'quantity'; line: BasketLine }
  | { show: 'price'; line: BasketLine; unknown: boolean }
  | { show: 'register'; card: string; phone: string; name: string }
  | { show: 'return'; number: string }
  | { show: 'rewards'; member: string; name: string }
  | { show: 'claim'; claim: Claim }
  | { show: 'receipt'; receipt: Receipt; member: string | null }
  | { show: 'changed'; before: Quote }
  | { show: 'refused'; reason: string };

/** A sentence about what just happened. */
export interface Notice {
  tone: 'good' | 'wait' | 'harm';
  text: string;
  /** Tells two equal sentences apart. */
  at: number;
}

/** Everything the parts of the screen share. */
export interface Till {
  staff: Staff;
  place: Place;
  /** The place as calls name it. */
  sold: BodyPlace;
  reading: Reading;
  setReading: (reading: Reading) => void;
  movePlace: () => void;
  leave: () => void;
  money: (amount: Decimal | null | undefined) => string;
  /** Digits of the currency after the point. */
  digits: number;
  /** The name of a unit of points. */
  unit: (id: string) => string;
  up: boolean;
  catalogue: Catalogue;
  basket: Basket;
  change: (change: Change) => void;
  priced: Priced;
  accounts: Accounts | null;
  /** The buyer's points were moved by something else than the basket. */
  moved: () => void;
  waiting: Waiting;
  dialog: Dialog | null;
  open: (dialog: Dialog | null) => void;
  notice: Notice | null;
  say: (tone: Notice['tone'], text: string) => void;
  /** Takes the sentence back, or only the one told. */
  hush: (text?: string) => void;
  /** Looks a code up and does what it is for. */
  lookUp: (code: string) => Promise<void>;
  takeMember: (member: Member) => void;
  /** Adds goods, and asks for the price of those that have none. */
  addGoods: (goods: Goods, unknown: boolean) => void;
  confirm: () => void;
  sending: Sending | null;
  leaveSale: (broken: boolean) => Promise<void>;
  newBasket: () => void;
}

const Shared = createContext<Till | null>(null);
export const TillProvider = Shared.Provider;

/** What the parts of the screen share. */
export function useTill(): Till {
  const till = useContext(Shared);
  if (!till) throw new Error('there is no till around this component');
  return till;
}
