import { english, russian } from '../../../i18n/plural';
import { words } from '../../../i18n/words';

const goodsRu = { one: 'товар', few: 'товара', many: 'товаров' };
const membersRu = { one: 'участник', few: 'участника', many: 'участников' };
const bringRu = { one: 'приносит', few: 'приносят', many: 'приносят' };

export const abcWords = words(
  {
    of: 'What is weighed',
    ofs: { products: 'Goods', members: 'Members' },
    says: {
      products: (count: number, told: string, all: string, items: string, money: string) =>
        `${told} of ${all} goods (${items}) ${english(count, { one: 'brings', other: 'bring' })} ${money} of the money.`,
      members: (count: number, told: string, all: string, items: string, money: string) =>
        `${told} of ${all} members (${items}) ${english(count, { one: 'brings', other: 'bring' })} ${money} of the money.`,
    },
    tail: (told: string, money: string) => `The last ${told} bring ${money}.`,
    curve: {
      products: 'Share of the money by share of the goods, the heaviest first',
      members: 'Share of the money by share of the members, the heaviest first',
    },
    items: { products: 'Goods', members: 'Members' },
    itemShare: 'Of all',
    money: 'Money',
    moneyShare: 'Of the money',
    class: 'Class',
    classes: 'Classes',
    even: 'X / Y / Z',
    item: { products: 'SKU', members: 'Member' },
    both: 'Class and evenness',
    heaviest: { products: 'The heaviest goods', members: 'The heaviest members' },
    about:
      'A carries the first 80% of the money, B up to 95%, C the rest. X, Y and Z say how money varies from month to month: up to 10%, up to 25%, more.',
  },
  {
    of: 'Что взвешиваем',
    ofs: { products: 'Товары', members: 'Участники' },
    says: {
      products: (count, told, all, items, money) =>
        `${told} ${russian(count, goodsRu)} из ${all} (${items}) ${russian(count, bringRu)} ${money} денег.`,
      members: (count, told, all, items, money) =>
        `${told} ${russian(count, membersRu)} из ${all} (${items}) ${russian(count, bringRu)} ${money} денег.`,
    },
    tail: (told, money) => `На последние ${told} приходится ${money}.`,
    curve: {
      products: 'Доля денег от доли товаров, начиная с самых весомых',
      members: 'Доля денег от доли участников, начиная с самых весомых',
    },
    items: { products: 'Товаров', members: 'Участников' },
    itemShare: 'От всех',
    money: 'Деньги',
    moneyShare: 'Доля денег',
    class: 'Класс',
    classes: 'Классы',
    even: 'X / Y / Z',
    item: { products: 'Артикул', members: 'Участник' },
    both: 'Класс и ровность',
    heaviest: { products: 'Самые весомые товары', members: 'Самые весомые участники' },
    about:
      'A — первые 80 % денег, B — до 95 %, C — остальное. X, Y и Z — насколько деньги меняются от месяца к месяцу: до 10 %, до 25 %, больше.',
  },
);
