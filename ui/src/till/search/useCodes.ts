import { useWords } from '../../i18n/language';
import type { Change, Goods } from '../basket/basket';
import { buyerOf, byCard, type Member, unknownBuyer } from '../buyer/members';
import { askGoods } from '../goods/catalogue';
import { askGiftCard } from '../goods/giftCards';
import type { Catalogue } from '../goods/search';
import { isGone } from '../link/link';
import { askClaim } from '../reward/rewards';
import { isGtin, type Sort, tell } from '../scan/tell';
import type { Dialog, Notice } from '../till';
import { SILENCE_MS } from '../window/useSlow';
import { tillWords } from '../words';

interface Options {
  cards: string[];
  catalogue: Catalogue;
  up: boolean;
  change: (change: Change) => void;
  addGoods: (goods: Goods, unknown: boolean) => void;
  open: (dialog: Dialog | null) => void;
  say: (tone: Notice['tone'], text: string) => void;
  hush: (text?: string) => void;
  money: (amount: string) => string;
}

/** Looks a code up, in the order of what it may be, and does what it is for. */
export function useCodes(options: Options) {
  const { cards, catalogue, up, change, addGoods, open, say, hush, money } = options;
  const t = useWords(tillWords);

  const takeMember = (member: Member) => {
    const buyer = buyerOf(member);
    change({ do: 'buyer', buyer });
    say('good', t.said.welcome(buyer.name));
  };

  /** Whether the code is of a reward that somebody claimed. */
  const claimed = async (code: string) => {
    const claim = up ? await askClaim(code) : null;
    if (claim !== null) open({ show: 'claim', claim });
    return claim !== null;
  };

  /** Whether the code was of this sort, and was used. */
  const tries: Record<Sort, (code: string) => Promise<boolean>> = {
    receipt: (code) => {
      open({ show: 'return', number: code });
      return Promise.resolve(true);
    },
    goods: async (code) => {
      const read = catalogue.bySku.get(code);
      const goods = read ?? (catalogue.whole ? null : await askGoods(code, up));
      if (goods) addGoods(goods, false);
      return goods !== null;
    },
    card: async (code) => {
      const [member] = up ? await byCard(code) : [];
      if (member) takeMember(member);
      return member !== undefined;
    },
    gift: async (code) => {
      const card = up ? await askGiftCard(code) : null;
      if (card === null) return claimed(code);
      change({ do: 'gift', code: card.code });
      say('good', t.said.giftCard(money(card.spendable ?? '0')));
      return true;
    },
    coupon: (code) => {
      if (up) {
        change({ do: 'coupon', code });
        say('good', t.said.coupon(code));
      } else {
        say('wait', t.said.offlineCoupon);
      }
      return Promise.resolve(true);
    },
  };

  const unknown = (code: string, sorts: Sort[]) => {
    if (sorts[0] === 'card' && !isGtinOfGoods(code, cards)) {
      if (up) {
        open({ show: 'register', card: code, phone: '', name: '' });
        return;
      }
      change({ do: 'buyer', buyer: unknownBuyer(code) });
      say('wait', t.said.cardLater(code));
      return;
    }
    // The shop has it on the shelf: it is sold at the price on the label.
    if (isGtin(code)) addGoods({ sku: code, name: code, price: null, club: null }, true);
    else say('harm', t.said.noGoods(code));
  };

  const lookUp = async (code: string) => {
    const sorts = tell(code, {
      cards,
      hasGoods: (sku) => catalogue.bySku.has(sku),
      whole: catalogue.whole,
    });
    const looking = t.said.looking(code);
    const silence = setTimeout(() => say('wait', looking), SILENCE_MS);
    try {
      for (const sort of sorts) if (await tries[sort](code)) return;
      unknown(code, sorts);
    } catch (error) {
      if (isGone(error)) unknown(code, sorts);
      else say('harm', t.said.noAnswer);
    } finally {
      clearTimeout(silence);
      hush(looking);
    }
  };
  return { lookUp, takeMember };
}

/** A number with a check digit that does not begin like a card of the shop is of goods. */
function isGtinOfGoods(code: string, cards: string[]): boolean {
  return isGtin(code) && !cards.some((prefix) => code.startsWith(prefix));
}
