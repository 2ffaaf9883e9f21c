import { words } from '../../i18n/words';

/** Words of the frame and of what several reports say. */
export const reportWords = words(
  {
    title: 'Reports',
    reports: {
      kpi: 'Figures',
      cohorts: 'Cohorts',
      rfm: 'RFM',
      hours: 'Busiest hours',
    },
    period: 'Period',
    spans: { 30: '30 days', 90: '90 days', 365: 'Year', all: 'All time', own: 'Dates' },
    from: 'From',
    to: 'To',
    segment: 'Segment',
    everybody: 'Everybody',
    compare: 'Compare with',
    compareNothing: 'Compare with…',
    comparePrevious: 'The period before',
    compareSegment: (name: string) => `Segment: ${name}`,
    asOf: (time: string) => `As of ${time}`,
    by: 'Divided by',
    steps: { day: 'Day', week: 'Week', month: 'Month', quarter: 'Quarter', year: 'Year' },
    empty: 'No purchases in this period',
    emptyAbout:
      'Choose a longer period or another segment. Purchases come from tills, or from a file with the history of years.',
    emptyAction: 'Import purchases',
  },
  {
    title: 'Отчёты',
    reports: {
      kpi: 'Показатели',
      cohorts: 'Когорты',
      rfm: 'RFM',
      hours: 'Часы пик',
    },
    period: 'Период',
    spans: { 30: '30 дней', 90: '90 дней', 365: 'Год', all: 'Всё время', own: 'Даты' },
    from: 'С',
    to: 'По',
    segment: 'Сегмент',
    everybody: 'Все',
    compare: 'Сравнить',
    compareNothing: 'Сравнить с…',
    comparePrevious: 'С прошлым периодом',
    compareSegment: (name) => `С сегментом «${name}»`,
    asOf: (time) => `Данные на ${time}`,
    by: 'Шаг',
    steps: { day: 'День', week: 'Неделя', month: 'Месяц', quarter: 'Квартал', year: 'Год' },
    empty: 'За этот период покупок нет',
    emptyAbout:
      'Возьмите период подлиннее или другой сегмент. Покупки приходят с касс или из файла с историей за прошлые годы.',
    emptyAction: 'Загрузить покупки',
  },
);
