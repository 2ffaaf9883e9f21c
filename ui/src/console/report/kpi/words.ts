import { words } from '../../../i18n/words';

export const kpiWords = words(
  {
    groups: { money: 'Money', buyers: 'Buyers', loyalty: 'Who stays' },
    metrics: {
      revenue: { name: 'Revenue', about: 'paid by members and kept' },
      purchases: { name: 'Purchases', about: 'of members, of which something was kept' },
      average_basket: { name: 'Average basket', about: 'revenue ÷ purchases' },
      revenue_per_buyer: { name: 'Revenue per buyer', about: 'revenue ÷ buyers' },
      program_share: {
        name: 'Share of revenue',
        about: 'revenue of members ÷ all revenue',
        aboutSegment: 'revenue of the segment ÷ all revenue',
      },
      identification: {
        name: 'Identified purchases',
        about: 'purchases with a member ÷ all purchases',
        aboutSegment: 'purchases of the segment ÷ all purchases',
      },
      return_rate: {
        name: 'Returns',
        about: 'value returned ÷ value sold, of everybody',
        aboutSegment: 'value returned ÷ value sold, of the segment',
      },
      buyers: { name: 'Buyers', about: 'members who bought' },
      new_buyers: { name: 'New buyers', about: 'bought for the first time ever' },
      returning_share: { name: 'Returning buyers', about: 'had bought before ÷ buyers' },
      repeat_rate: { name: 'Repeat rate', about: 'with two purchases or more ÷ buyers' },
      purchase_frequency: { name: 'Frequency', about: 'purchases ÷ buyers' },
      days_to_next_purchase: {
        name: 'Time to the next purchase',
        about: 'half of all gaps are shorter',
      },
      retained_buyers: { name: 'Kept buyers', about: 'bought in the period before too' },
      retention_rate: { name: 'Retention', about: 'kept ÷ buyers of the period before' },
      churn_rate: { name: 'Churn', about: 'lost ÷ buyers of the period before' },
      negative_churn: {
        name: 'Expansion less losses',
        about: 'more from those kept − what the lost had paid, ÷ revenue before',
      },
    },
  },
  {
    groups: { money: 'Деньги', buyers: 'Покупатели', loyalty: 'Кто остаётся' },
    metrics: {
      revenue: { name: 'Выручка', about: 'оплачено участниками, за вычетом возвратов' },
      purchases: { name: 'Покупки', about: 'участников, кроме возвращённых целиком' },
      average_basket: { name: 'Средний чек', about: 'выручка ÷ покупки' },
      revenue_per_buyer: { name: 'Выручка на покупателя', about: 'выручка ÷ покупатели' },
      program_share: {
        name: 'Доля выручки',
        about: 'выручка участников ÷ вся выручка',
        aboutSegment: 'выручка сегмента ÷ вся выручка',
      },
      identification: {
        name: 'Доля чеков с картой',
        about: 'чеки участников ÷ все чеки',
        aboutSegment: 'чеки сегмента ÷ все чеки',
      },
      return_rate: {
        name: 'Возвраты',
        about: 'возвращено ÷ продано, по всем покупкам',
        aboutSegment: 'возвращено ÷ продано, по сегменту',
      },
      buyers: { name: 'Покупатели', about: 'участники с покупками' },
      new_buyers: { name: 'Новые покупатели', about: 'купили впервые в жизни' },
      returning_share: { name: 'Доля вернувшихся', about: 'покупали раньше ÷ покупатели' },
      repeat_rate: { name: 'Доля повторных', about: 'с двумя и более покупками ÷ покупатели' },
      purchase_frequency: { name: 'Частота', about: 'покупки ÷ покупатели' },
      days_to_next_purchase: {
        name: 'До следующей покупки',
        about: 'половина перерывов короче',
      },
      retained_buyers: { name: 'Удержанные', about: 'покупали и в прошлом периоде' },
      retention_rate: { name: 'Удержание', about: 'удержанные ÷ покупатели прошлого периода' },
      churn_rate: { name: 'Отток', about: 'ушедшие ÷ покупатели прошлого периода' },
      negative_churn: {
        name: 'Рост минус потери',
        about: 'прирост от оставшихся − траты ушедших, ÷ прежняя выручка',
      },
    },
  },
);
