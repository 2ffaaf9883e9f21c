import { words } from '../../i18n/words';

export const sessionWords = words(
  {
    logIn: 'Log in',
    login: 'Login',
    password: 'Password',
    welcome: 'Regulars',
    tagline: 'Your regulars, known and rewarded.',
    wrong: 'Login or password is wrong.',
    tooMany: (seconds: number) => `Too many attempts. Try again in ${seconds} s.`,
    logOut: 'Log out',
    ended: 'Your session has ended. Log in again; the page stays as it is.',
    setUp: 'Set up Regulars',
    setUpAbout: 'Make the first administrator. The code was printed where the server was started.',
    code: 'Set-up code',
    name: 'Your name',
    passwordAbout: 'At least ten characters.',
    create: 'Create and log in',
    roles: {
      admin: 'Administrator',
      marketer: 'Marketer',
      agent: 'Service',
      cashier: 'Cashier',
    },
  },
  {
    logIn: 'Войти',
    login: 'Логин',
    password: 'Пароль',
    welcome: 'Regulars',
    tagline: 'Постоянные гости: узнать и отблагодарить.',
    wrong: 'Неверный логин или пароль.',
    tooMany: (seconds) => `Слишком много попыток. Повторите через ${seconds} с.`,
    logOut: 'Выйти',
    ended: 'Сеанс закончился. Войдите снова: страница останется как есть.',
    setUp: 'Настройка Regulars',
    setUpAbout: 'Создайте первого администратора. Код напечатан там, где запущен сервер.',
    code: 'Код настройки',
    name: 'Ваше имя',
    passwordAbout: 'Не короче десяти символов.',
    create: 'Создать и войти',
    roles: {
      admin: 'Администратор',
      marketer: 'Маркетолог',
      agent: 'Служба заботы',
      cashier: 'Кассир',
    },
  },
);

/** Scopes as people call them: what a role allows. */
export const rightWords = words(
  {
    rights: {
      till: 'Sell and take back',
      'members:read': 'See members and purchases',
      'members:write': 'Register and change members',
      'members:export': 'Export lists',
      'accounts:adjust': 'Correct balances',
      'catalogue:read': 'See goods and stores',
      'catalogue:write': 'Change goods and stores',
      'programs:read': 'See programs',
      'programs:write': 'Change and publish programs',
      'reports:read': 'See figures',
      'imports:write': 'Import files',
      'keys:write': 'Create and revoke keys',
      'staff:write': 'Manage staff',
      'audit:read': 'See who changed what',
    },
    title: 'This page is not open to you',
    lacks: (right: string) =>
      `Your role does not have the right “${right}”. An administrator can give you another role.`,
    lacksAs: (right: string, role: string) =>
      `It needs the right “${right}”, which the role ${role} does not have. An administrator can give you another role.`,
  },
  {
    rights: {
      till: 'Продажи и возвраты',
      'members:read': 'Просмотр участников и покупок',
      'members:write': 'Регистрация и изменение участников',
      'members:export': 'Выгрузка списков',
      'accounts:adjust': 'Исправление баланса',
      'catalogue:read': 'Просмотр товаров и магазинов',
      'catalogue:write': 'Изменение товаров и магазинов',
      'programs:read': 'Просмотр программ',
      'programs:write': 'Изменение и публикация программ',
      'reports:read': 'Просмотр показателей',
      'imports:write': 'Загрузка файлов',
      'keys:write': 'Выпуск и отзыв ключей',
      'staff:write': 'Управление сотрудниками',
      'audit:read': 'Просмотр журнала действий',
    },
    title: 'Эта страница вам недоступна',
    lacks: (right) => `У вашей роли нет права «${right}». Другую роль может дать администратор.`,
    lacksAs: (right, role) =>
      `Нужно право «${right}», а у роли «${role}» его нет. Другую роль может дать администратор.`,
  },
);
