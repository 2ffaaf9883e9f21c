import { words } from '../../i18n/words';

/** Words of goods that are suggested. */
export const suggestionWords = words(
  {
    forMember: 'For this member',
    forBasket: 'To go with the basket',
    popular: 'Popular with everybody',
    reason: 'Why',
    why: {
      again: 'buys it again and again; it is time',
      together: 'bought together',
      popular: 'many buy it',
    },
  },
  {
    forMember: 'Этому участнику',
    forBasket: 'К этой корзине',
    popular: 'Популярно у всех',
    reason: 'Почему',
    why: {
      again: 'покупает постоянно, пора',
      together: 'берут вместе',
      popular: 'берут многие',
    },
  },
);
