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
        setUpAbout:
            'Make the first administrator. The code was printed where the server was started.',
        code: 'Set-up code',
        name: 'Your name',
        passwordAbout: 'At least ten characters.',
        create: 'Create and log in',
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
    },
);
