import { words } from '../../../i18n/words';

export const programWords = words(
  {
    groups: { members: 'Members', offers: 'What offers cost' },
    members: {
      members: { name: 'Members', about: 'at the end of the period' },
      joined: { name: 'Joined', about: 'registered in the period' },
      engaged: { name: 'Took part', about: 'bought, or did something that counts as an event' },
      engagement: { name: 'Engagement', about: 'took part ÷ members' },
      levels_up: { name: 'Rose a level', about: 'climbs to a higher level' },
      levels_down: { name: 'Fell a level', about: 'falls to a lower level' },
    },
    offers: {
      discount: { name: 'Discounts', about: 'taken off the prices of members’ purchases' },
      discount_rate: {
        name: 'Share of prices',
        about: 'discounts ÷ (discounts + paid by points + revenue)',
      },
      paid_by_points: { name: 'Paid by points', about: 'in money, in purchases that were kept' },
      coupons_used: { name: 'Coupons used', about: 'by members, less those given back' },
    },
    points: {
      issued: { name: 'Given', about: 'by rules, less what returns took back' },
      redeemed: { name: 'Spent', about: 'less what returns gave back' },
      expired: { name: 'Burned', about: 'unspent when their time was over' },
      redemption_rate: {
        name: 'Redemption rate',
        about: 'of those given in the period: spent by now ÷ given',
      },
      breakage: {
        name: 'Breakage',
        about: 'of those given in the period: burned by now ÷ given',
      },
      left: { name: 'Left', about: 'with members at the end of the period' },
      liability: { name: 'Liability', about: 'left × what they are worth when spent' },
      expected_liability: {
        name: 'Expected liability',
        about: 'an estimate: liability × spent ÷ (spent + burned) of all time',
      },
    },
  },
  {
    groups: { members: 'Участники', offers: 'Во что обходятся акции' },
    members: {
      members: { name: 'Участники', about: 'на конец периода' },
      joined: { name: 'Вступили', about: 'зарегистрировались за период' },
      engaged: { name: 'Активные', about: 'с покупкой или событием' },
      engagement: { name: 'Вовлечённость', about: 'активные ÷ участники' },
      levels_up: { name: 'Повышения уровня', about: 'переходы на уровень выше' },
      levels_down: { name: 'Понижения уровня', about: 'переходы на уровень ниже' },
    },
    offers: {
      discount: { name: 'Скидки', about: 'снято с цен в покупках участников' },
      discount_rate: {
        name: 'Доля скидок',
        about: 'скидки ÷ (скидки + оплачено баллами + выручка)',
      },
      paid_by_points: { name: 'Оплачено баллами', about: 'в деньгах, кроме возвращённых покупок' },
      coupons_used: { name: 'Использовано купонов', about: 'участниками, без возвращённых' },
    },
    points: {
      issued: { name: 'Начислено', about: 'по правилам, за вычетом отозванного при возвратах' },
      redeemed: { name: 'Списано', about: 'за вычетом восстановленного при возвратах' },
      expired: { name: 'Сгорело', about: 'не потрачено в срок' },
      redemption_rate: {
        name: 'Доля списания',
        about: 'из начисленного за период: уже потрачено ÷ начислено',
      },
      breakage: {
        name: 'Доля сгорания',
        about: 'из начисленного за период: уже сгорело ÷ начислено',
      },
      left: { name: 'Остаток', about: 'на руках у участников на конец периода' },
      liability: { name: 'Обязательство', about: 'остаток × цена балла при списании' },
      expected_liability: {
        name: 'Ожидаемое обязательство',
        about: 'оценка: обязательство × списано ÷ (списано + сгорело) за всё время',
      },
    },
  },
);
