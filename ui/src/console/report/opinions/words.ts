import { words } from '../../../i18n/words';

export const opinionWords = words(
  {
    asked: 'What members were asked',
    ofs: { nps: 'Recommend: NPS', csat: 'Satisfied: CSAT', ces: 'Effort: CES' },
    groups: { nps: 'Would they recommend', csat: 'Are they satisfied', ces: 'Was it an effort' },
    figures: {
      nps: { name: 'NPS', about: '% of 9 and 10 − % of 0 to 6' },
      promoters: { name: 'Promoters', about: 'share of answers of 9 and 10' },
      detractors: { name: 'Detractors', about: 'share of answers from 0 to 6' },
      csat: { name: 'CSAT', about: 'share of answers of 4 and 5' },
      mean: { name: 'Mean answer', about: 'sum of answers ÷ answers' },
      ces: { name: 'CES', about: 'mean answer from 1 to 7' },
      answers: { name: 'Answers', about: 'all that were given in the period' },
      members: { name: 'Members', about: 'who answered, each once' },
    },
    interval: (low: string, high: string) =>
      `So few answers leave NPS between ${low} and ${high} (95% interval).`,
    empty: 'Nobody has answered in this period',
    emptyAbout: (event: string) =>
      `Answers come as events of the type “${event}”, with the answer in the property “score”: from a survey service, a till or an app.`,
  },
  {
    asked: 'О чём спрашивали',
    ofs: { nps: 'Рекомендация: NPS', csat: 'Довольны ли: CSAT', ces: 'Усилия: CES' },
    groups: { nps: 'Готовы ли рекомендовать', csat: 'Довольны ли', ces: 'Сколько усилий' },
    figures: {
      nps: { name: 'NPS', about: '% оценок 9 и 10 − % оценок от 0 до 6' },
      promoters: { name: 'Промоутеры', about: 'доля оценок 9 и 10' },
      detractors: { name: 'Критики', about: 'доля оценок от 0 до 6' },
      csat: { name: 'CSAT', about: 'доля оценок 4 и 5' },
      mean: { name: 'Средняя оценка', about: 'сумма оценок ÷ число ответов' },
      ces: { name: 'CES', about: 'средняя оценка от 1 до 7' },
      answers: { name: 'Ответы', about: 'все за период' },
      members: { name: 'Участники', about: 'кто ответил, каждый один раз' },
    },
    interval: (low, high) =>
      `При таком числе ответов NPS лежит между ${low} и ${high} (интервал 95 %).`,
    empty: 'За этот период никто не ответил',
    emptyAbout: (event) =>
      `Ответы приходят событиями типа «${event}» с оценкой в свойстве «score»: из сервиса опросов, с кассы или из приложения.`,
  },
);
