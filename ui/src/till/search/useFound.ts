import { useEffect, useState } from 'react';

import { typed } from '../../format/decimal';
import { useWords } from '../../i18n/language';
import { findMembers, type Member, nameOf } from '../buyer/members';
import { searchGoods } from '../goods/search';
import { Stale } from '../link/link';
import { phoneShown } from '../buyer/typed';
import { screenWords } from '../screen/words';
import { useTill } from '../till';

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

/** What fits a text: goods of this till at once, members as the server answers. */
export function useFound(text: string, people: boolean) {
  const t = useWords(screenWords);
  const till = useTill();
  const asked = text.trim();
  const { members, pending } = useMembers(asked, till.up);
  const goods = people ? [] : searchGoods(till.catalogue, asked, MOST_GOODS);
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
      pick: () => till.addGoods(each, false),
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
  const offline = !till.up && asked !== '' && (people || options.length === 0);
  const nobody = till.up && people && !pending && members.length === 0 && asked.length >= SHORTEST;
  return { options, pending, note: offline ? t.noMembers : nobody ? t.nobody : null };
}

/** Members who fit, of the newest text only. */
function useMembers(text: string, up: boolean): { members: Member[]; pending: boolean } {
  const [found, setFound] = useState<{ text: string; members: Member[] }>({
    text: '',
    members: [],
  });
  const asked = up && text.length >= SHORTEST ? text : '';
  useEffect(() => {
    if (asked === '') return;
    const stale = new AbortController();
    const find = async () => {
      try {
        setFound({ text: asked, members: await findMembers(asked, stale.signal) });
      } catch (error) {
        if (!(error instanceof Stale)) setFound({ text: asked, members: [] });
      }
    };
    const timer = setTimeout(() => void find(), SETTLE_MS);
    return () => {
      clearTimeout(timer);
      stale.abort();
    };
  }, [asked]);
  const fresh = asked !== '' && found.text === asked;
  // While the next letters are looked for, those found before stay if they still fit on the screen's line.
  return { members: fresh ? found.members : [], pending: asked !== '' && !fresh };
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
