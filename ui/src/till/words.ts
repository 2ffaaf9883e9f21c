import { english, russian } from '../i18n/plural';
import { words } from '../i18n/words';

const SALES = {
  en: { one: 'sale', other: 'sales' },
  ru: { one: 'продажа', few: 'продажи', many: 'продаж' },
};

export const tillWords = words(
  {
    title: 'Till',
    till: (number: string) => `Till ${number}`,
    offline: 'The server does not answer',
    offlineAbout:
      'Go on selling: sales are kept on this till and sent when the server is back. Points cannot be spent meanwhile.',
    waiting: (count: number) => `${count} ${english(count, SALES.en)} not sent yet`,
    refusedCount: (count: number) => `${count} refused`,
    settings: 'Till settings',
    newer: 'New version: reload',
    sent: (count: number) => `${count} ${english(count, SALES.en)} sent to the server`,
    keys: {
      help: 'Help',
      find: 'Find member',
      register: 'Register',
      quantity: 'Quantity',
      remove: 'Remove',
      points: 'Points',
      back: 'Return',
      fresh: 'New basket',
      confirm: 'Confirm',
      offline: 'Sell offline',
    },
    said: {
      noGoods: (code: string) => `Nothing is known by the code ${code}.`,
      noCard: (card: string) => `Nobody has the card ${card}. F3 registers a member with it.`,
      cardLater: (card: string) => `Card ${card}: points are added when the server is back.`,
      offlineCoupon: 'Coupons need the server. Try again when it is back.',
      offlineReturn: 'A return needs the server. Try again when it is back.',
      offlineRegister: 'Registering needs the server. Try again when it is back.',
      offlinePoints: 'Points cannot be spent while the server does not answer.',
      empty: 'The basket is empty: scan or find goods first.',
      noLine: 'Choose a line first.',
      noBuyer: 'Points need a buyer: scan a card or find the member.',
      pricing: 'One moment: the price is being worked out.',
      noPrice: 'The basket has no price yet. See the note above the total.',
      welcome: (name: string) => `${name} is buying.`,
      coupon: (code: string) => `Coupon ${code} is presented.`,
      giftCard: (money: string) => `Gift card: ${money} can be paid with it.`,
      kept: 'The sale is kept on this till and will be sent.',
      broken: 'The sale is cancelled. The basket is still here.',
      notKept: 'This browser does not let the till keep sales. It was not sold.',
      resumed: (number: string) =>
        `Sale ${number} was under way when the page closed. It is being sent.`,
      looking: (code: string) => `Looking ${code} up…`,
      noAnswer: 'The server did not answer. Try again.',
    },
  },
  {
    title: 'Касса',
    till: (number) => `Касса ${number}`,
    offline: 'Сервер не отвечает',
    offlineAbout:
      'Продавайте дальше: продажи хранятся на кассе и уйдут, когда связь вернётся. Списывать баллы пока нельзя.',
    waiting: (count) =>
      `${count} ${russian(count, SALES.ru)} ${russian(count, { one: 'не отправлена', few: 'не отправлены', many: 'не отправлено' })}`,
    refusedCount: (count) =>
      `${count} ${russian(count, { one: 'отклонена', few: 'отклонены', many: 'отклонено' })}`,
    settings: 'Настройки кассы',
    newer: 'Новая версия: обновить',
    sent: (count) =>
      `${russian(count, { one: 'Отправлена', few: 'Отправлены', many: 'Отправлено' })} ${count} ${russian(count, SALES.ru)}`,
    keys: {
      help: 'Справка',
      find: 'Найти гостя',
      register: 'Новый гость',
      quantity: 'Количество',
      remove: 'Удалить',
      points: 'Баллы',
      back: 'Возврат',
      fresh: 'Новый чек',
      confirm: 'Продать',
      offline: 'Продать без связи',
    },
    said: {
      noGoods: (code) => `Код ${code} не найден.`,
      noCard: (card) => `Карта ${card} не зарегистрирована. F3 — оформить на неё гостя.`,
      cardLater: (card) => `Карта ${card}: баллы начислятся, когда вернётся связь.`,
      offlineCoupon: 'Купон без связи не проверить. Повторите, когда связь вернётся.',
      offlineReturn: 'Для возврата нужна связь. Повторите, когда она вернётся.',
      offlineRegister: 'Для регистрации нужна связь. Повторите, когда она вернётся.',
      offlinePoints: 'Без связи списать баллы нельзя.',
      empty: 'Чек пуст: сначала отсканируйте или найдите товар.',
      noLine: 'Сначала выберите строку.',
      noBuyer: 'Чтобы списать баллы, отсканируйте карту или найдите гостя.',
      pricing: 'Секунду: цена ещё считается.',
      noPrice: 'У чека пока нет цены. Смотрите сообщение над итогом.',
      welcome: (name) => `Покупает ${name}.`,
      coupon: (code) => `Купон ${code} предъявлен.`,
      giftCard: (money) => `Подарочная карта: доступно ${money}.`,
      kept: 'Продажа сохранена на кассе и будет отправлена.',
      broken: 'Продажа отменена. Чек остался на экране.',
      notKept: 'Браузер не даёт кассе сохранять продажи. Продажа не проведена.',
      resumed: (number) =>
        `Чек ${number} проводился, когда страницу закрыли. Он отправляется на сервер.`,
      looking: (code) => `Ищем ${code}…`,
      noAnswer: 'Сервер не ответил. Попробуйте ещё раз.',
    },
  },
);
