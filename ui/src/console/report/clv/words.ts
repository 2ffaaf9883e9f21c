import { words } from '../../../i18n/words';

export const clvWords = words(
  {
    horizon: 'Ahead',
    horizons: { 13: '3 months', 26: '6 months', 52: 'A year', 104: '2 years' },
    model: 'Model',
    models: { mbgnbd: 'MBG/NBD', bgnbd: 'BG/NBD' },
    modelsAbout: {
      mbgnbd: 'Members who bought once may have left.',
      bgnbd: 'Takes everybody who bought once to be there for certain.',
    },
    says: (alive: string, of: string, share: string) =>
      `Of ${of} members who ever bought, about ${alive} (${share}) are still there.`,
    buys: (time: string, purchases: string, value: string) =>
      `Within ${time} they are expected to buy ${purchases} times, for ${value}.`,
    buysOnly: (time: string, purchases: string) =>
      `Within ${time} they are expected to buy ${purchases} times.`,
    times: { 13: '3 months', 26: '6 months', 52: 'a year', 104: '2 years' },
    customers: 'Members with a purchase',
    alive: 'Still there',
    purchases: 'Purchases expected',
    value: 'Value expected',
    perMember: (value: string) => `${value} a member`,
    aliveShare: (share: string) => `${share} of all`,
    tooLittle: 'Too little to foretell anything from',
    tooLittleAbout:
      'A model fitted on so few purchases would invent its answer. It appears here by itself when there is enough.',
    gates: {
      members: 'Members with a purchase',
      history_days: 'Days since the first purchase of all',
      days_since_last: 'Days since the last purchase of all',
      frequent: 'Members with three purchases or more',
    },
    needed: 'Needed',
    neededMost: (days: string) => `${days} at most`,
    found: 'There is',
    enough: 'Enough',
    what: 'What is needed',
    anyway: 'Fit all the same',
    ungated: 'Fitted on too little. Look at it, and decide nothing by it.',
    unsettled:
      'The search for the parameters did not end at a summit: the data does not determine them. Do not use the forecasts.',
    unsettledSpend:
      'The search for the model of spend did not end at a summit. It is so where members differ little in what they spend at a time: the mean purchase holds, the rest of that model does not.',
    by: 'Members by their chance of being still there',
    from: 'Chance from',
    to: 'To',
    members: 'Members',
    test: 'How well it foretells',
    testOn: 'Tested on the last',
    testAbout: (end: string, weeks: string) =>
      `Fitted on purchases up to ${end} and laid beside the ${weeks} weeks that followed, which it had not seen.`,
    testSays: (expected: string, actual: string, error: string) =>
      `It foretold ${expected} purchases; ${actual} were made (${error}).`,
    good: 'The tenths agree: the forecasts can be used for groups of members.',
    bad: 'The tenths do not agree. Do not use the forecasts.',
    noTest:
      'There is too little before that time to fit a model and test it. Choose a shorter one.',
    deciles: 'Purchases by tenths of members, from least to most expected',
    decile: 'Tenth',
    expected: 'Foretold, mean',
    actual: 'Made, mean',
    top: 'Of whom most is expected',
    member: 'Member',
    churn: 'Will not buy',
    spend: 'Mean purchase',
    last: 'Last purchase',
    next: 'Next purchase by',
    nextAbout:
      'counted on from the last purchase: the day by which half of such members, if they stayed, have bought again; one that has gone by is overdue',
    parameters: 'Model and its parameters',
    parametersAbout: {
      purchasing:
        'A member buys at a rate of its own, which differs by member as Gamma(r, α) in weeks, and stops after a purchase with a chance that differs as Beta(a, b).',
      spend:
        'A purchase of a member is Gamma(p, ν), with ν by member as Gamma(q, v). Holds while frequency and spend go their own ways:',
    },
    correlation: (value: string) => `their correlation is ${value}`,
    correlated: 'which is too much: values of the most frequent are off',
    likelihood: 'ln of the likelihood',
    asOfCalibration: (end: string) => `Purchases up to ${end}.`,
  },
  {
    horizon: 'Вперёд',
    horizons: { 13: '3 месяца', 26: 'Полгода', 52: 'Год', 104: '2 года' },
    model: 'Модель',
    models: { mbgnbd: 'MBG/NBD', bgnbd: 'BG/NBD' },
    modelsAbout: {
      mbgnbd: 'Купивший один раз мог уже уйти.',
      bgnbd: 'Считает, что купивший один раз точно ещё с вами.',
    },
    says: (alive, of, share) =>
      `Из ${of} участников с покупками с вами остаются примерно ${alive} (${share}).`,
    buys: (time, purchases, value) =>
      `За ${time} от них ожидается покупок: ${purchases}, на сумму ${value}.`,
    buysOnly: (time, purchases) => `За ${time} от них ожидается покупок: ${purchases}.`,
    times: { 13: '3 месяца', 26: 'полгода', 52: 'год', 104: '2 года' },
    customers: 'Участников с покупками',
    alive: 'Остаются с вами',
    purchases: 'Ожидается покупок',
    value: 'Ожидается денег',
    perMember: (value) => `${value} на участника`,
    aliveShare: (share) => `${share} от всех`,
    tooLittle: 'Для прогноза мало данных',
    tooLittleAbout:
      'На таком числе покупок модель выдумала бы ответ. Прогноз появится сам, когда данных хватит.',
    gates: {
      members: 'Участников с покупками',
      history_days: 'Дней с самой первой покупки',
      days_since_last: 'Дней с самой последней покупки',
      frequent: 'Участников с тремя покупками и больше',
    },
    needed: 'Нужно',
    neededMost: (days) => `не больше ${days}`,
    found: 'Есть',
    enough: 'Хватает',
    what: 'Что нужно',
    anyway: 'Всё равно посчитать',
    ungated: 'Посчитано по слишком малым данным. Смотрите, но решений по этому не принимайте.',
    unsettled:
      'Поиск параметров не дошёл до вершины: данные их не определяют. Не пользуйтесь прогнозом.',
    unsettledSpend:
      'Поиск параметров модели трат не дошёл до вершины. Так бывает, когда участники тратят за раз почти поровну: средней покупке можно верить, остальным параметрам этой модели — нет.',
    by: 'Участники по вероятности, что они ещё с вами',
    from: 'Вероятность от',
    to: 'До',
    members: 'Участников',
    test: 'Насколько прогноз сбывается',
    testOn: 'Проверка на последних',
    testAbout: (end, weeks) =>
      `Модель построена на покупках до ${end} и сверена со следующими неделями (${weeks}), которых она не видела.`,
    testSays: (expected, actual, error) =>
      `Предсказано покупок: ${expected}, сделано: ${actual} (${error}).`,
    good: 'Десятые сходятся: прогнозу можно верить для групп участников.',
    bad: 'Десятые не сходятся. Не пользуйтесь прогнозом.',
    noTest:
      'До этого срока данных мало, чтобы построить модель и проверить её. Возьмите срок короче.',
    deciles: 'Покупки по десятым участников, от наименее ожидаемых к наиболее',
    decile: 'Десятая',
    expected: 'Предсказано, в среднем',
    actual: 'Сделано, в среднем',
    top: 'От кого ждать больше всего',
    member: 'Участник',
    churn: 'Не купит',
    spend: 'Средняя покупка',
    last: 'Последняя покупка',
    next: 'Следующая покупка до',
    nextAbout:
      'считая от последней покупки: к этому дню половина таких участников, если они не ушли, уже покупает снова; прошедший день значит, что покупка запаздывает',
    parameters: 'Модель и её параметры',
    parametersAbout: {
      purchasing:
        'У каждого участника своя частота покупок; по участникам она распределена как Gamma(r, α) в неделях. После покупки он уходит с вероятностью, распределённой как Beta(a, b).',
      spend:
        'Сумма покупки участника — Gamma(p, ν), а ν по участникам — Gamma(q, v). Это верно, пока частота и сумма не связаны:',
    },
    correlation: (value) => `сейчас корреляция ${value}`,
    correlated: 'это слишком много: деньги самых частых оценены неверно',
    likelihood: 'ln правдоподобия',
    asOfCalibration: (end) => `Покупки до ${end}.`,
  },
);
