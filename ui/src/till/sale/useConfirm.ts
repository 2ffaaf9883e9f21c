import { useWords } from '../../i18n/language';
import { isEmpty, shelfTotal, unpriced } from '../basket/basket';
import { confirmBody, offlineBody, paidBody, type Quote } from '../basket/body';
import { memberId } from '../buyer/members';
import type { Unsent } from '../queue/queue';
import { disk } from '../queue/shelf';
import { receiptNumber } from '../receipt/number';
import { offlineReceipt, type Receipt, receiptOf } from '../receipt/receipt';
import { rememberSold } from '../receipt/sold';
import type { Till } from '../till';
import { tillWords } from '../words';
import { type Sending, useSale } from './useSale';

type Parts = Pick<
  Till,
  | 'basket'
  | 'change'
  | 'digits'
  | 'hush'
  | 'open'
  | 'place'
  | 'priced'
  | 'say'
  | 'sold'
  | 'staff'
  | 'unit'
  | 'up'
  | 'waiting'
>;

/** Sells the basket: at once where the server answers, kept for later where it does not. */
export function useConfirm(parts: Parts) {
  const { basket, change, digits, hush, open, place, priced, say, sold, staff, up, waiting } =
    parts;
  const t = useWords(tillWords);

  const head = () => ({
    basket,
    at: new Date().toISOString(),
    store: place.storeName,
    till: place.till,
    cashier: staff.name,
  });

  /** The sale is over: its receipt is shown and the next basket begins. */
  const over = (receipt: Receipt) => {
    rememberSold(
      receipt.number,
      Object.fromEntries(basket.lines.map((line) => [line.line, line.name])),
    );
    // What was said was of the last buyer.
    hush();
    open({ show: 'receipt', receipt, member: memberId(basket.buyer) });
    change({ do: 'fresh', id: receiptNumber() });
  };

  const sale = useSale({
    posted: (purchase) =>
      over({
        ...receiptOf(head(), purchase, parts.unit, 'posted'),
        sold: purchase.gift_cards_sold.map(({ code, amount }) => ({ code, amount })),
      }),
    changed: (_, { quote }) => {
      priced.again();
      open({ show: 'changed', before: quote });
    },
    refused: (reason) => open({ show: 'refused', reason }),
  });

  const unsent = (quote: Quote | null, total: string): Unsent => {
    const now = new Date();
    const online = quote !== null;
    return {
      id: basket.id,
      madeAt: now.getTime(),
      body: online ? confirmBody(basket, quote) : offlineBody(basket, sold, digits, now),
      paid: online ? paidBody(basket, sold, quote, now) : null,
      broken: false,
      total,
      buyer: basket.buyer?.name ?? null,
      refused: null,
    };
  };

  const sellOffline = async () => {
    if (Object.keys(basket.redeem).length > 0 || basket.giftCards.length > 0) {
      open({ show: 'withoutPoints' });
      return;
    }
    try {
      await disk.put(unsent(null, shelfTotal(basket, digits)));
    } catch {
      say('harm', t.said.notKept);
      return;
    }
    over(offlineReceipt(head(), digits));
    await waiting.look();
  };

  const confirm = () => {
    const missing = unpriced(basket);
    if (isEmpty(basket)) say('wait', t.said.empty);
    else if (missing) open({ show: 'price', line: missing, unknown: false });
    else if (!up) void sellOffline();
    else if (priced.error) say('harm', t.said.noPrice);
    else if (!priced.fresh || !priced.quote) say('wait', t.said.pricing);
    else {
      open(null);
      void sale.start(unsent(priced.quote, priced.quote.totals.due), priced.quote);
    }
  };

  /** The cashier does not wait for the answer: the buyer has paid, or has gone. */
  const leaveSale = async (broken: boolean) => {
    const mine: Sending | null = await sale.leave(broken);
    if (!mine) return;
    if (broken) {
      // The same goods under another number: the first one is void whether the server has it or not.
      change({ do: 'renumber', id: receiptNumber() });
      say('wait', t.said.broken);
    } else {
      over(receiptOf(head(), mine.quote, parts.unit, 'unanswered'));
    }
    await (up ? waiting.sendNow() : waiting.look());
  };

  return { confirm, sending: sale.sending, leaveSale };
}
