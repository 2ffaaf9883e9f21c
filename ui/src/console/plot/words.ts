import { words } from '../../i18n/words';

export const plotWords = words(
  {
    table: 'Show as a table',
    plot: 'Show as a plot',
    picture: 'Save the picture',
    data: 'Save the figures as CSV',
    menu: (title: string) => `${title}: view and export`,
  },
  {
    table: 'Показать таблицей',
    plot: 'Показать графиком',
    picture: 'Сохранить картинку',
    data: 'Сохранить цифры в CSV',
    menu: (title) => `${title}: вид и выгрузка`,
  },
);
