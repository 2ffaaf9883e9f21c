import { words } from '../../i18n/words';

export const plotWords = words(
  {
    table: 'Table',
    plot: 'Plot',
    picture: 'Picture',
    data: 'CSV',
    menu: (title: string) => `${title}: view and export`,
  },
  {
    table: 'Таблица',
    plot: 'График',
    picture: 'Картинка',
    data: 'CSV',
    menu: (title) => `${title}: вид и выгрузка`,
  },
);
