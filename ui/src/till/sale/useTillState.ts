import { useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react';

import { useFormat, useLanguage, useWords } from '../../i18n/language';
import { api } from '../../api/client';
import { type Goods, isEmpty } from '../basket/basket';
import type { Place as BodyPlace, Quote } from '../basket/body';
import { useBasket } from '../basket/useBasket';
import { useQuote } from '../basket/useQuote';
import { memberId } from '../buyer/members';
import { unitName, useAccounts } from '../buyer/useAccounts';
import { useCatalogue } from '../goods/useCatalogue';
import { reach, useUp } from '../link/link';
import { disk } from '../queue/shelf';
import { useUnsent } from '../queue/useUnsent';
import { receiptNumber } from '../receipt/number';
import { useCodes } from '../search/useCodes';
import { keepReading, type Place, reading, type Staff } from '../session/session';
import type { Dialog, Notice, Till } from '../till';
import { tillWords } from '../words';
import { useConfirm } from './useConfirm';

interface Options {
  staff: Staff;
  place: Place;
  currency: string | null;
  movePlace: () => void;
  leave: () => void;
  /** Nobody is logged in just now. */
  locked: boolean;
}

/** Everything the screen knows and can do. */
export function useTillState({ staff, place, currency, movePlace, leave, locked }: Options): Till {
  const t = useWords(tillWords);
  const { language } = useLanguage();
  const up = useUp();
  const may = up && !locked;
  const [dialog, open] = useState<Dialog | null>(null);
  const { notice, say, hush } = useNotice();
  const [read, setRead] = useState(reading);
  const { money, digits } = useMoney(currency);
  const sold = useMemo<BodyPlace>(
    () => ({ store: place.store, till: place.till, cashier: staff.login }),
    [place, staff],
  );
  const { basket, change } = useBasket();
  const catalogue = useCatalogue(may);
  const dropUnknown = (quote: Quote) => {
    for (const { code, reason } of quote.coupons) {
      if (reason !== 'unknown') continue;
      change({ do: 'uncoupon', code });
      say('harm', t.said.noGoods(code));
    }
  };
  const priced = useQuote({ basket, place: sold, up: may, language, onQuote: dropUnknown });
  const [moves, setMoves] = useState(0);
  const asked = `${language} ${basket.id} ${moves}`;
  const accounts = useAccounts(memberId(basket.buyer), may, asked);
  const unit = useCallback((id: string) => unitName(id, accounts), [accounts]);
  const tellSent = useCallback((count: number) => say('good', t.sent(count)), [say, t]);
  const waiting = useUnsent(may, tellSent);
  useResumed(basket.id, change, say);

  const addGoods = (goods: Goods, unknown: boolean) => {
    change({ do: 'add', goods });
    if (goods.price !== null || basket.lines.some((line) => line.sku === goods.sku)) return;
    open({ show: 'price', line: { line: basket.next, quantity: '1', ...goods }, unknown });
  };
  const codes = useCodes({
    cards: read.cards,
    catalogue,
    up,
    change,
    addGoods,
    open,
    say,
    hush,
    money,
  });
  const newBasket = () => {
    const held = priced.quote?.held === true ? priced.quote.quote : null;
    if (held !== null) void release(held);
    change({ do: 'fresh', id: receiptNumber() });
  };
  const parts = {
    basket,
    change,
    digits,
    hush,
    open,
    place,
    priced,
    say,
    sold,
    staff,
    unit,
    up,
    waiting,
  };
  const { confirm, sending, leaveSale } = useConfirm(parts);
  return {
    ...parts,
    ...codes,
    addGoods,
    movePlace,
    leave,
    money,
    reading: read,
    setReading: (next) => {
      keepReading(next);
      setRead(next);
    },
    catalogue,
    accounts,
    moved: () => setMoves((count) => count + 1),
    dialog,
    notice,
    confirm,
    sending,
    leaveSale,
    newBasket: () => {
      const shown = basket.coupons.length + basket.giftCards.length;
      if (isEmpty(basket) && basket.buyer === null && shown === 0) newBasket();
      else if (dialog?.show === 'clear') newBasket();
      else open({ show: 'clear' });
    },
  };
}

/** Gives the points of a basket that is dropped back to the buyer; else they come back when the hold ends. */
async function release(quote: string): Promise<void> {
  const params = { path: { id: quote } };
  await reach((signal) => api.DELETE('/v1/quotes/{id}', { params, signal })).catch(() => undefined);
}

const NOTICE_MS = 6000;

function useNotice() {
  const [notice, setNotice] = useState<Notice | null>(null);
  const say = useCallback(
    (tone: Notice['tone'], text: string) => setNotice({ tone, text, at: Date.now() }),
    [],
  );
  const hush = useCallback(
    (text?: string) =>
      setNotice((shown) => (text === undefined || shown?.text === text ? null : shown)),
    [],
  );
  useEffect(() => {
    if (notice === null) return;
    const timer = setTimeout(() => setNotice(null), NOTICE_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  return { notice, say, hush };
}

function useMoney(currency: string | null) {
  const format = useFormat();
  return useMemo(() => {
    if (currency === null) return { money: format.number, digits: 2 };
    const { maximumFractionDigits: digits } = new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
    }).resolvedOptions();
    return {
      money: (amount: string | null | undefined) => format.money(amount, currency),
      digits: digits ?? 2,
    };
  }, [format, currency]);
}

/** A sale that was under way when the page closed is sent; its basket is not sold a second time. */
function useResumed(id: string, change: Till['change'], say: Till['say']): void {
  const t = useWords(tillWords);
  const [first] = useState(id);
  const resume = useEffectEvent(() => {
    change({ do: 'fresh', id: receiptNumber() });
    say('wait', t.said.resumed(first));
  });
  // Only what was there when the page opened.
  useEffect(() => {
    const look = async () => {
      const all = await disk.all().catch(() => []);
      if (all.some((sale) => sale.id === first)) resume();
    };
    void look();
  }, [first]);
}
