import { words } from '../../../i18n/words';

/** What is known of a member, and changing it. */
export const detailsWords = words(
  {
    profile: 'Profile',
    identifiers: 'Contacts and identifiers',
    consents: 'Consents',
    attributes: 'Attributes',
    dates: 'Dates of the year',
    edit: 'Edit',
    saved: 'Saved',
    severalAbout: 'Enter ends each.',
    genders: { female: 'Female', male: 'Male', other: 'Other' },
    languages: { en: 'English', ru: 'Russian' },
    neverAsked: 'never asked',
    granted: (date: string) => `agreed on ${date}`,
    withdrawn: (date: string) => `withdrawn on ${date}`,
    consentsAbout: 'Tick what the person agrees to, in their own words',
    none: {
      attributes: 'No attributes of your own.',
      dates: 'No dates but the birthday.',
    },
    pairName: 'Name',
    pairValue: 'Value',
    addPair: 'Add another',
    removePair: (name: string) => `Remove ${name}`,
    block: {
      title: 'Block the member',
      consequence: (name: string) =>
        `${name} will be priced as a stranger: no member’s discounts, nothing earned, nothing spent. The balance stays, and goes on expiring.`,
      does: 'Block',
    },
    unblock: {
      title: 'Unblock the member',
      consequence: (name: string) =>
        `${name} takes part again from the next purchase. Purchases made meanwhile stay as they were.`,
      does: 'Unblock',
    },
  },
  {
    profile: 'Анкета',
    identifiers: 'Контакты и номера',
    consents: 'Согласия',
    attributes: 'Свои признаки',
    dates: 'Памятные даты',
    edit: 'Изменить',
    saved: 'Сохранено',
    severalAbout: 'После каждого — Enter.',
    genders: { female: 'Женский', male: 'Мужской', other: 'Другой' },
    languages: { en: 'Английский', ru: 'Русский' },
    neverAsked: 'не спрашивали',
    granted: (date) => `согласие с ${date}`,
    withdrawn: (date) => `отозвано ${date}`,
    consentsAbout: 'Отметьте, на что человек согласен',
    none: {
      attributes: 'Своих признаков нет.',
      dates: 'Кроме дня рождения, дат нет.',
    },
    pairName: 'Название',
    pairValue: 'Значение',
    addPair: 'Добавить ещё',
    removePair: (name) => `Убрать ${name}`,
    block: {
      title: 'Заблокировать участника',
      consequence: (name) =>
        `${name}: покупки будут считаться как у незнакомого покупателя — без скидок участника, без начислений и списаний. Баланс останется и будет сгорать в срок.`,
      does: 'Заблокировать',
    },
    unblock: {
      title: 'Разблокировать участника',
      consequence: (name) =>
        `${name}: снова участвует со следующей покупки. Покупки за время блокировки не изменятся.`,
      does: 'Разблокировать',
    },
  },
);
