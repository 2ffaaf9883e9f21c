import { english, russian } from '../../../i18n/plural';
import { words } from '../../../i18n/words';

export const identificationWords = words(
  {
    by: 'Receipts by',
    bys: { store: 'Store', till: 'Till', cashier: 'Cashier', day: 'Day' },
    store: 'Store',
    allStores: 'All stores',
    noStore: 'Store not told',
    who: {
      till: (id: string) => `till ${id}`,
      cashier: (id: string) => `cashier ${id}`,
    },
    nobody: { till: 'till not told', cashier: 'cashier not told' },
    says: (share: string, identified: string, receipts: string) =>
      `${share} of receipts have a member: ${identified} of ${receipts}.`,
    reached: (target: string) => `The target of ${target} is reached.`,
    missed: (target: string) => `The target of ${target} is missed.`,
    joinedSays: (count: string) =>
      `${count} ${english(count, { one: 'member', other: 'members' })} joined.`,
    share: 'Share of receipts with a member',
    shareShort: 'With a member',
    target: 'Target',
    identified: 'Identified',
    receipts: 'Receipts',
    joined: 'Joined',
    sales: 'Sales',
    rows: 'Identified receipts',
    about:
      'Receipts of which something was kept. Members are counted where they joined, else in their home store.',
    alerts: 'Fell',
    fell: (before: string) => `in the last 7 days, ${before} in the four weeks before`,
    under: (target: string) => `in the last 7 days, under the target of ${target}`,
    alertsAbout:
      'A store is named here and on Home when its share of the 7 days up to yesterday is more than 5 points below the 28 days before, or under its target. Fewer than 20 receipts say nothing.',
    targets: 'Targets',
    targetsAbout:
      'What share of receipts should have a member. Leave a store empty to take that of all stores.',
    everyStore: 'All stores',
  },
  {
    by: 'Чеки по',
    bys: { store: 'Магазин', till: 'Касса', cashier: 'Кассир', day: 'День' },
    store: 'Магазин',
    allStores: 'Все магазины',
    noStore: 'Магазин не указан',
    who: {
      till: (id) => `касса ${id}`,
      cashier: (id) => `кассир ${id}`,
    },
    nobody: { till: 'касса не указана', cashier: 'кассир не указан' },
    says: (share, identified, receipts) =>
      `Чеков с картой — ${share}: ${identified} из ${receipts}.`,
    reached: (target) => `Цель ${target} достигнута.`,
    missed: (target) => `Цель ${target} не достигнута.`,
    joinedSays: (count) =>
      `${russian(count, { one: 'Вступил', few: 'Вступили', many: 'Вступили' })} ${count} ${russian(count, { one: 'участник', few: 'участника', many: 'участников' })}.`,
    share: 'Доля чеков с картой',
    shareShort: 'С картой',
    target: 'Цель',
    identified: 'Чеков с картой',
    receipts: 'Чеков',
    joined: 'Вступили',
    sales: 'Продажи',
    rows: 'Чеки с картой',
    about:
      'Чеки, кроме возвращённых целиком. Вступившие считаются там, где зарегистрировались, иначе — в домашнем магазине.',
    alerts: 'Просели',
    fell: (before) => `за последние 7 дней, за четыре недели до того — ${before}`,
    under: (target) => `за последние 7 дней, ниже цели ${target}`,
    alertsAbout:
      'Магазин попадает сюда и на главную, если за 7 дней по вчерашний его доля больше чем на 5 пунктов ниже, чем за 28 дней до них, или ниже цели. Меньше 20 чеков не считаются.',
    targets: 'Цели',
    targetsAbout: 'Какая доля чеков должна быть с картой. Пустое поле — как у всех магазинов.',
    everyStore: 'Все магазины',
  },
);
