import { words } from '../../../i18n/words';

export const dashboardWords = words(
  {
    dashboard: 'Dashboard',
    name: 'Name',
    make: 'New dashboard',
    makeOne: 'New dashboard…',
    edit: 'Edit',
    editAbout:
      'Arrows move a tile, the bars show or hide its plot, the cross takes it off. All is kept at once, for everybody.',
    done: 'Done',
    drop: 'Delete',
    dropAsk: (name: string) => `Delete “${name}”?`,
    dropAbout: 'It goes for all your colleagues. The reports stay as they are.',
    empty: 'No dashboards yet',
    emptyAbout:
      'A dashboard keeps figures of reports together, for all your colleagues. Make one, or open a report and press the plus beside its filters.',
    emptyRead:
      'A dashboard keeps figures of reports together. A colleague with the right to set them up can make one.',
    noTiles: 'Nothing stands here yet',
    noTilesAbout:
      'Open a report, ask what you want to see here, and press the plus beside its filters.',
    add: 'Add to a dashboard',
    added: (name: string) => `Added to “${name}”`,
    back: 'Move back',
    on: 'Move on',
    draw: 'Show the plot',
    undraw: 'Hide the plot',
    remove: 'Take off',
    besidePrevious: 'beside the period before',
    besideSegment: (name: string) => `beside “${name}”`,
  },
  {
    dashboard: 'Сводка',
    name: 'Название',
    make: 'Новая сводка',
    makeOne: 'Новая сводка…',
    edit: 'Изменить',
    editAbout:
      'Стрелки двигают плитку, столбики показывают или прячут график, крестик убирает её. Всё сохраняется сразу и для всех.',
    done: 'Готово',
    drop: 'Удалить',
    dropAsk: (name) => `Удалить сводку «${name}»?`,
    dropAbout: 'Она исчезнет у всех коллег. Сами отчёты останутся.',
    empty: 'Сводок пока нет',
    emptyAbout:
      'Сводка собирает показатели из отчётов в одном месте, для всех коллег. Создайте её здесь или откройте отчёт и нажмите плюс рядом с фильтрами.',
    emptyRead:
      'Сводка собирает показатели из отчётов в одном месте. Её может создать коллега, у которого есть на это право.',
    noTiles: 'Здесь пока пусто',
    noTilesAbout: 'Откройте отчёт, настройте его как нужно и нажмите плюс рядом с фильтрами.',
    add: 'Добавить в сводку',
    added: (name) => `Добавлено в сводку «${name}»`,
    back: 'Передвинуть назад',
    on: 'Передвинуть вперёд',
    draw: 'Показать график',
    undraw: 'Скрыть график',
    remove: 'Убрать из сводки',
    besidePrevious: 'рядом с прошлым периодом',
    besideSegment: (name) => `рядом с сегментом «${name}»`,
  },
);
