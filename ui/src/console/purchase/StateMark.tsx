import { Badge } from '@mantine/core';

import { useWords } from '../../i18n/language';
import style from './purchase.module.css';
import type { State } from './search';
import { purchasesWords } from './words';

/** Where a purchase stands. */
export function StateMark({ state }: { state: State }) {
  const t = useWords(purchasesWords);
  return <Badge className={`${style.state} ${style[state] ?? ''}`}>{t.states[state]}</Badge>;
}
