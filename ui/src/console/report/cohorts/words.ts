import { words } from '../../../i18n/words';

export const cohortsWords = words(
  {
    measure: 'What is shown',
    measures: { retention: 'Retention', revenue: 'Revenue', value: 'Value of a member' },
    titles: {
      retention: 'Who bought again, by the period of the first purchase',
      revenue: 'Revenue, by the period of the first purchase',
      value: 'What a member has brought by then, by the period of the first purchase',
    },
    about: {
      retention:
        'Each row is who bought for the first time in that period; each column so many periods later: the part of them who bought then.',
      revenue:
        'Each row is who bought for the first time in that period; each column so many periods later: what they paid then.',
      value:
        'Each row is who bought for the first time in that period; each column so many periods later: what one of them has paid on average by then.',
    },
    second: {
      day: (share: string) => `${share} of new buyers bought again the next day.`,
      week: (share: string) => `${share} of new buyers bought again in the next week.`,
      month: (share: string) => `${share} of new buyers bought again in the next month.`,
      quarter: (share: string) => `${share} of new buyers bought again in the next quarter.`,
      year: (share: string) => `${share} of new buyers bought again in the next year.`,
    },
    cohort: 'First purchase',
    members: 'Members',
    cohortOf: (period: string, count: string) => `${period} · ${count}`,
    later: (periods: string) => `+${periods}`,
  },
  {
    measure: 'Что показать',
    measures: { retention: 'Удержание', revenue: 'Выручка', value: 'Ценность участника' },
    titles: {
      retention: 'Кто купил снова, по периоду первой покупки',
      revenue: 'Выручка по периоду первой покупки',
      value: 'Сколько принёс участник к этому времени, по периоду первой покупки',
    },
    about: {
      retention:
        'Строка — те, кто впервые купил в этом периоде; столбец — сколько периодов прошло: доля купивших тогда.',
      revenue:
        'Строка — те, кто впервые купил в этом периоде; столбец — сколько периодов прошло: сколько они тогда заплатили.',
      value:
        'Строка — те, кто впервые купил в этом периоде; столбец — сколько периодов прошло: сколько к этому времени в среднем заплатил каждый.',
    },
    second: {
      day: (share) => `На следующий день снова купили ${share} новых покупателей.`,
      week: (share) => `На следующей неделе снова купили ${share} новых покупателей.`,
      month: (share) => `В следующем месяце снова купили ${share} новых покупателей.`,
      quarter: (share) => `В следующем квартале снова купили ${share} новых покупателей.`,
      year: (share) => `В следующем году снова купили ${share} новых покупателей.`,
    },
    cohort: 'Первая покупка',
    members: 'Участники',
    cohortOf: (period, count) => `${period} · ${count}`,
    later: (periods) => `+${periods}`,
  },
);
