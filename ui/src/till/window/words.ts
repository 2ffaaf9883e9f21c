import { words } from '../../i18n/words';

export const windowWords = words({ close: 'Close' }, { close: 'Закрыть' });
