import { words } from '../../i18n/words';

export const windowWords = words(
  { close: 'Close', waiting: 'One moment: waiting for the server…' },
  { close: 'Закрыть', waiting: 'Секунду: ждём ответа сервера…' },
);
