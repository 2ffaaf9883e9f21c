import { words } from '../../../i18n/words';

export const hoursWords = words(
  {
    title: 'Purchases by day of the week and hour',
    weekdays: { 1: 'Mon', 2: 'Tue', 3: 'Wed', 4: 'Thu', 5: 'Fri', 6: 'Sat', 7: 'Sun' },
    days: {
      1: 'Monday',
      2: 'Tuesday',
      3: 'Wednesday',
      4: 'Thursday',
      5: 'Friday',
      6: 'Saturday',
      7: 'Sunday',
    },
    weekday: 'Day of the week',
    hour: 'Hour',
    purchases: 'Purchases',
    busiest: (day: string, from: string, to: string) =>
      `The busiest hour of the week is ${day}, ${from}:00 to ${to}:00:`,
    share: (count: string, share: string) => `${count} purchases, ${share} of all.`,
    aboutAll: 'Purchases of everybody, those without a card too, by the clocks of the shop.',
    aboutSegment: 'Purchases of the segment, by the clocks of the shop.',
  },
  {
    title: 'Покупки по дням недели и часам',
    weekdays: { 1: 'Пн', 2: 'Вт', 3: 'Ср', 4: 'Чт', 5: 'Пт', 6: 'Сб', 7: 'Вс' },
    days: {
      1: 'понедельник',
      2: 'вторник',
      3: 'среда',
      4: 'четверг',
      5: 'пятница',
      6: 'суббота',
      7: 'воскресенье',
    },
    weekday: 'День недели',
    hour: 'Час',
    purchases: 'Покупки',
    busiest: (day, from, to) => `Самый людный час недели — ${day}, с ${from}:00 до ${to}:00:`,
    share: (count, share) => `покупок — ${count}, это ${share} от всех.`,
    aboutAll: 'Все покупки, в том числе без карты, по местному времени магазина.',
    aboutSegment: 'Покупки участников сегмента по местному времени магазина.',
  },
);
