import { words } from '../../../i18n/words';

export const nextWords = words(
  {
    says: (members: string, top: string, suggested: string, popular: string) =>
      `The last visit of ${members} members was hidden and foretold from the ones before: a list of ${top} goods made for the member held one of those bought in ${suggested} of cases, the ${top} popular goods in ${popular}.`,
    few: 'Nobody has come twice yet, so suggestions cannot be tried.',
    hits: 'How often a list held what was bought',
    made: 'Made for the member',
    popular: 'Popular with everybody',
    basket: 'Goods in the basket',
    basketAbout: 'Codes with commas between them',
    length: 'Length of the list',
    about:
      'Learned once a day of what members bought: what they buy again after their usual gap, and what is bought together. In a large base an even part of the members is asked.',
  },
  {
    says: (members, top, suggested, popular) =>
      `Последний визит ${members} участников скрыли и предсказали по прежним: список из ${top} товаров, составленный для участника, угадал покупку в ${suggested} случаев, список из ${top} популярных — в ${popular}.`,
    few: 'Дважды ещё никто не приходил, поэтому проверить подсказки не на чем.',
    hits: 'Как часто в списке было то, что купили',
    made: 'Составлен для участника',
    popular: 'Популярное у всех',
    basket: 'Товары в корзине',
    basketAbout: 'Артикулы через запятую',
    length: 'Длина списка',
    about:
      'Обучение раз в день по покупкам участников: что покупают снова после обычного перерыва и что берут вместе. В большой базе берётся равномерная часть участников.',
  },
);
