import { words } from '../../../i18n/words';

/** The gallery an empty base begins with. */
export const startWords = words(
  {
    title: 'Start with a program that works',
    about:
      'No program is published: members are known and nothing is issued. Take one of these, put your figures in, and publish it when you like what you read.',
    place: 'Where it is used',
    currency: 'Currency',
    zone: 'Time zone',
    use: 'Save as version 1',
    useAbout: 'With its scenarios. Nothing happens at the tills until you publish it.',
    back: 'Other programs',
    another: 'Start from another program…',
    ready: {
      'burger-heroes': {
        name: 'Burger Heroes',
        about:
          'A burger chain: points for joining, more for those who come often, a nudge for those who stopped.',
      },
      treats: {
        name: 'Treats',
        about:
          'A pet shop: points for goods, services and donations, and a surprise on the pet’s birthday.',
      },
      'two-prices': {
        name: 'Two Prices',
        about:
          'A grocer with a shelf price and a club price, and a bonus that grows with what is bought in a month.',
      },
      'beauty-insider': {
        name: 'Beauty Insider',
        about:
          'A beauty chain: three levels by what is spent in a year, points for goods, sales that open earlier for higher levels.',
      },
      'body-club': {
        name: 'Body Club',
        about:
          'A cosmetics club: ten dollars for a hundred points, ten more on the birthday, points for charity.',
      },
      'discount-card': {
        name: 'Discount Card',
        about: 'No points: a card whose percent grows with everything ever bought.',
      },
    },
  },
  {
    title: 'Начните с программы, которая работает',
    about:
      'Программа не опубликована: участники известны, начислений нет. Возьмите одну из готовых, подставьте свои цифры и опубликуйте, когда понравится.',
    place: 'Где она будет работать',
    currency: 'Валюта',
    zone: 'Часовой пояс',
    use: 'Сохранить версией 1',
    useAbout: 'Вместе со сценариями. На кассах ничего не изменится, пока вы её не опубликуете.',
    back: 'Другие программы',
    another: 'Начать с другой программы…',
    ready: {
      'burger-heroes': {
        name: 'Герои бургеров',
        about:
          'Сеть бургерных: баллы за вступление, больше тем, кто ходит часто, и повод вернуться тем, кто перестал.',
      },
      treats: {
        name: 'Лакомства',
        about:
          'Зоомагазин: баллы за товары, услуги и пожертвования и сюрприз в день рождения питомца.',
      },
      'two-prices': {
        name: 'Две цены',
        about: 'Продуктовый: цена на полке и цена для своих, бонус растёт с покупками за месяц.',
      },
      'beauty-insider': {
        name: 'Beauty Insider',
        about:
          'Косметика: три уровня по тратам за год, товары за баллы, распродажи раньше для старших уровней.',
      },
      'body-club': {
        name: 'Клуб ухода',
        about:
          'Косметический клуб: десять долларов за сто баллов, ещё десять в день рождения, баллы на благотворительность.',
      },
      'discount-card': {
        name: 'Дисконтная карта',
        about: 'Без баллов: карта, процент которой растёт со всеми покупками.',
      },
    },
  },
);
