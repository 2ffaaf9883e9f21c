import { english, russian } from '../../../i18n/plural';
import { words } from '../../../i18n/words';

const daysEn = { one: 'day', other: 'days' };
const daysRu = { one: 'день', few: 'дня', many: 'дней' };

export const funnelWords = words(
  {
    title: 'From joining to the second purchase',
    rows: 'By where they joined',
    by: 'Joined by',
    bys: { source: 'Source', store: 'Store' },
    sources: {
      till: 'Till',
      console: 'Console',
      import: 'Import',
      staff: 'Staff',
      site: 'Site',
      app: 'App',
    },
    noSource: 'Source not told',
    noStore: 'Store not told',
    visits: 'Receipts',
    visitsSay: (share: string) => `receipts in the period; those who joined are ${share} of them.`,
    joined: 'Joined',
    first: 'First purchase',
    second: 'Second purchase',
    ofJoined: 'Of those who joined',
    ofFirst: 'Of those who bought',
    daysToFirst: 'Days to the first',
    daysToSecond: 'Days to the second',
    toFirst: (count: string) => `half of them within ${count} ${english(count, daysEn)} of joining`,
    toSecond: (count: string) =>
      `half of them within ${count} ${english(count, daysEn)} of the first`,
    about: 'Who joined in the period, and what they have bought by now.',
    empty: 'Nobody joined in this period',
    emptyAbout: 'Choose a longer period or another segment.',
  },
  {
    title: 'От вступления до второй покупки',
    rows: 'По месту вступления',
    by: 'Вступили по',
    bys: { source: 'Источник', store: 'Магазин' },
    sources: {
      till: 'Касса',
      console: 'Консоль',
      import: 'Загрузка',
      staff: 'Сотрудники',
      site: 'Сайт',
      app: 'Приложение',
    },
    noSource: 'Источник не указан',
    noStore: 'Магазин не указан',
    visits: 'Чеков',
    visitsSay: (share) => `чеков за период; вступившие — ${share} от них.`,
    joined: 'Вступили',
    first: 'Первая покупка',
    second: 'Вторая покупка',
    ofJoined: 'Из вступивших',
    ofFirst: 'Из купивших',
    daysToFirst: 'Дней до первой',
    daysToSecond: 'Дней до второй',
    toFirst: (count) =>
      `половина — не позже чем через ${count} ${russian(count, daysRu)} после вступления`,
    toSecond: (count) =>
      `половина — не позже чем через ${count} ${russian(count, daysRu)} после первой`,
    about: 'Кто вступил за период и что купил к этому дню.',
    empty: 'За этот период никто не вступил',
    emptyAbout: 'Возьмите период подлиннее или другой сегмент.',
  },
);
