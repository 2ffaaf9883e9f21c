import { words } from '../../i18n/words';

/** The first look: five screens and what to see on each. */
export const tourWords = words(
  {
    name: 'First look',
    menu: 'First look',
    step: (number: number, of: number) => `${number} of ${of}`,
    announced: (number: number, of: number, title: string, text: string) =>
      `First look, step ${number} of ${of}. ${title}. ${text}`,
    titles: {
      home: 'The day in figures',
      members: 'Anybody by four digits',
      points: 'Why they have these points',
      program: 'Rules as sentences',
      playground: 'Price a basket',
    },
    texts: {
      home: 'Sales, members and points, each against the period before. A figure opens the list it counts.',
      members: 'Type four digits of a phone number or part of a name, and open somebody.',
      points:
        'What is left names its purchase and rule. Below, each movement is told in a sentence.',
      program:
        'What the program promises, in plain words made from the same file that prices each basket.',
      playground: 'Put something into the basket: each line tells its discounts and its points.',
    },
    till: 'Sell at the till page',
    back: 'Back',
    next: 'Next',
    show: 'Show me',
    done: 'Done',
    dismiss: 'Dismiss the first look',
  },
  {
    name: 'Знакомство',
    menu: 'Знакомство с Regulars',
    step: (number, of) => `${number} из ${of}`,
    announced: (number, of, title, text) => `Знакомство, шаг ${number} из ${of}. ${title}. ${text}`,
    titles: {
      home: 'День в цифрах',
      members: 'Любой по четырём цифрам',
      points: 'Откуда взялись баллы',
      program: 'Правила словами',
      playground: 'Рассчитайте корзину',
    },
    texts: {
      home: 'Продажи, участники и баллы в сравнении с прошлым периодом. За каждой цифрой — её список.',
      members: 'Введите четыре цифры телефона или часть имени и откройте участника.',
      points:
        'У каждого остатка названы покупка и правило, а ниже каждое движение объяснено словами.',
      program:
        'Что обещает программа, простыми словами. Их даёт тот же файл, по которому считается каждая корзина.',
      playground: 'Положите что-нибудь в корзину: в каждой строке видно, откуда скидка и баллы.',
    },
    till: 'Продать на кассе',
    back: 'Назад',
    next: 'Дальше',
    show: 'Показать',
    done: 'Готово',
    dismiss: 'Больше не показывать',
  },
);
