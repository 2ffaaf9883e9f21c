import { useEffect, useMemo, useState } from 'react';

import { typed } from '../../format/decimal';
import { useWords } from '../../i18n/language';
import type { Goods } from '../basket/basket';
import { findMembers, type Member, nameOf } from '../buyer/members';
import { findGoods } from '../goods/catalogue';
import { meet, metGoods } from '../goods/met';
import { catalogueOf, searchGoods } from '../goods/search';
import { Stale } from '../link/link';
import { phoneShown } from '../buyer/typed';
import { screenWords } from '../screen/words';
import { useTill } from '../till';
import { useSlow } from '../window/useSlow';

/** A line of what was found. */
export interface Found {
  key: string;
  kind: 'goods' | 'member' | 'amount' | 'register';
  title: string;
  aside: string;
  pick: () => void;
}

const MOST_GOODS = 6;
/** Fewer letters find half of the base. */
const SHORTEST = 2;
const SETTLE_MS = 120;

/** What fits a text: goods of this till at once, members and other goods as the server answers. */
export function useFound(text: string, people: boolean) {
  const t = useWords(screenWords);
  const till = useTill();
  const asked = text.trim();
  const who = useAnswers(asked, till.up, findMembers);
  const members = who.found;
  const { goods, pending: goodsPending } = useGoods(asked, people);
  const pending = who.pending || goodsPending;
  const amount = people ? null : amountOf(asked, till.digits);

  const options: Found[] = [
    ...(amount === null
      ? []
      : [
          {
            key: 'amount',
            kind: 'amount' as const,
            title: t.amountOf(till.money(amount)),
            aside: '',
            pick: () => till.change({ do: 'amount', name: t.amount, price: amount }),
          },
        ]),
    ...goods.map((each) => ({
      key: `goods ${each.sku}`,
      kind: 'goods' as const,
      title: each.name,
      aside: each.price === null ? '' : till.money(each.price),
      pick: () => {
        if (!till.catalogue.bySku.has(each.sku)) meet(each);
        till.addGoods(each, false);
      },
    })),
    ...(amount === null ? members : []).map((each) => ({
      key: `member ${each.id}`,
      kind: 'member' as const,
      title: nameOf(each),
      aside: [phoneShown(each.phone), each.cards[0]].filter(Boolean).join(' · '),
      pick: () => till.takeMember(each),
    })),
  ];
  const canRegister = till.up && amount === null && (people || isPhone(asked));
  if (canRegister && asked !== '' && members.length === 0 && !pending) {
    options.push({
      key: 'register',
      kind: 'register',
      title: t.registerNew,
      aside: asked,
      pick: () => till.open({ show: 'register', card: '', ...asProfile(asked) }),
    });
  }
  return { options, pending, note: useNote({ asked, people, pending, options, members }) };
}

interface Outcome {
  asked: string;
  people: boolean;
  pending: boolean;
  options: Found[];
  members: Member[];
}

/** What is said where nothing, or not everything, could be looked through. */
function useNote({ asked, people, pending, options, members }: Outcome): string | null {
  const t = useWords(screenWords);
  const { catalogue, up } = useTill();
  const slow = useSlow(pending);
  if (asked === '') return null;
  if (slow) return t.searching;
  if (!up) {
    if (people) return t.noMembers;
    if (options.length > 0) return null;
    return catalogue.whole ? t.noMembers : `${t.goodsMet} ${t.noMembers}`;
  }
  return people && !pending && members.length === 0 && asked.length >= SHORTEST ? t.nobody : null;
}

/** Goods this till has read, and where the shop has more, those of the server, or without it those met before. */
function useGoods(asked: string, people: boolean): { goods: Goods[]; pending: boolean } {
  const { catalogue, up } = useTill();
  const more = !people && !catalogue.whole;
  const { found, pending } = useAnswers(asked, up && more, findGoods);
  const met = useMemo(() => (more && !up ? metGoods() : []), [more, up]);
  if (people) return { goods: [], pending: false };
  const here = searchGoods(catalogue, asked, MOST_GOODS);
  const beyond = up ? found : searchGoods(catalogueOf(met, false), asked, MOST_GOODS);
  const others = beyond.filter((each) => !catalogue.bySku.has(each.sku));
  return { goods: [...here, ...others].slice(0, MOST_GOODS), pending };
}

/** What the server finds, of the newest text only. */
function useAnswers<T>(
  text: string,
  may: boolean,
  ask: (text: string, stale: AbortSignal) => Promise<T[]>,
): { found: T[]; pending: boolean } {
  const [answer, setAnswer] = useState<{ text: string; found: T[] }>({ text: '', found: [] });
  const asked = may && text.length >= SHORTEST ? text : '';
  useEffect(() => {
    if (asked === '') return;
    const stale = new AbortController();
    const find = async () => {
      try {
        setAnswer({ text: asked, found: await ask(asked, stale.signal) });
      } catch (error) {
        if (!(error instanceof Stale)) setAnswer({ text: asked, found: [] });
      }
    };
    const timer = setTimeout(() => void find(), SETTLE_MS);
    return () => {
      clearTimeout(timer);
      stale.abort();
    };
  }, [asked, ask]);
  const fresh = asked !== '' && answer.text === asked;
  return { found: fresh ? answer.found : [], pending: asked !== '' && !fresh };
}

/** An amount of money typed with its cents, `250,00`: whole numbers are parts of telephones and cards. */
function amountOf(text: string, digits: number): string | null {
  const plain = text.startsWith('=') ? text.slice(1) : text;
  if (!text.startsWith('=') && !/[.,]\d+$/.test(text)) return null;
  const amount = typed(plain, digits);
  return amount === null || /^[0.]*$/.test(amount) ? null : amount;
}

function isPhone(text: string): boolean {
  return /^[+\d\s().-]+$/.test(text) && text.replace(/\D/g, '').length >= 10;
}

function asProfile(text: string): { phone: string; name: string } {
  const phone = /^[+\d\s().-]+$/.test(text);
  return { phone: phone ? text : '', name: phone ? '' : text };
}
