import { words } from '../../../i18n/words';

/** Returning goods and cancelling purchases. */
export const backWords = words(
  {
    return: 'Return goods',
    void: 'Cancel the purchase',
    pick: 'What has come back?',
    everything: 'Everything',
    nothing: 'Nothing',
    quantityOf: (line: string) => `Units that came back of ${line}`,
    of: (left: string) => `of ${left}`,
    flaws: {
      missing: (_left: string) => 'Say how many.',
      tooMany: (left: string) => `At most ${left}.`,
    },
    refund: (amount: string) => `To give back: ${amount}`,
    look: 'Continue',
    paid: 'Paid by the buyer',
    handOver: (amount: string) => `${amount} goes back to the buyer.`,
    restored: (points: string) => `Spent points go back to the balance — ${points}.`,
    reversed: (points: string) => `Points this purchase earned are taken back — ${points}.`,
    missing: (points: string) =>
      `The balance will not cover it — ${points}. As the program says, that is kept back from the money, owed, or forgiven.`,
    doReturn: (amount: string) => `Return ${amount}`,
    doVoid: 'Cancel the purchase',
    voidAbout:
      'As if it had not happened: points, coupons and limits go back to where they were. It cannot be undone.',
    handOverNow: 'Done. Give back to the buyer',
    wasRestored: (points: string) => `Back on the balance — ${points}`,
    wasReversed: (points: string) => `Taken back — ${points}`,
    withheld: (amount: string) => `Kept back for missing points: ${amount}`,
    debt: (points: string) => `The member now owes — ${points}`,
  },
  {
    return: 'Вернуть товары',
    void: 'Отменить покупку',
    pick: 'Что вернули?',
    everything: 'Всё',
    nothing: 'Ничего',
    quantityOf: (line) => `Сколько вернули: ${line}`,
    of: (left) => `из ${left}`,
    flaws: {
      missing: () => 'Укажите сколько.',
      tooMany: (left) => `Не больше ${left}.`,
    },
    refund: (amount) => `К возврату: ${amount}`,
    look: 'Далее',
    paid: 'Оплачено покупателем',
    handOver: (amount) => `Покупателю вернётся ${amount}`,
    restored: (points) => `Потраченное вернётся на счёт — ${points}.`,
    reversed: (points) => `Начисленное за покупку отменится — ${points}.`,
    missing: (points) =>
      `На счёте не хватит — ${points}. По правилам программы это удержится из суммы, станет долгом или простится.`,
    doReturn: (amount) => `Вернуть ${amount}`,
    doVoid: 'Отменить покупку',
    voidAbout:
      'Как будто её не было: баллы, купоны и лимиты вернутся к прежнему. Отменить это действие нельзя.',
    handOverNow: 'Готово. Отдайте покупателю',
    wasRestored: (points) => `Вернулось на счёт — ${points}`,
    wasReversed: (points) => `Начисление отменено — ${points}`,
    withheld: (amount) => `Удержано за недостающие баллы: ${amount}`,
    debt: (points) => `Долг участника теперь — ${points}`,
  },
);
