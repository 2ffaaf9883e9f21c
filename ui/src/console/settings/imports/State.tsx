import { useFormat, useWords } from '../../../i18n/language';
import type { Import } from './imports';
import { importWords } from './words';

/** How an import stands, in a word or two; how far it is while it runs. */
export function State({ one }: { one: Import }) {
  const t = useWords(importWords);
  const format = useFormat();
  if (one.state === 'running' && one.progress) {
    return `${t.states.running}: ${format.share(one.progress.percent / 100)}`;
  }
  if (one.state === 'done' && one.asked?.dry_run) return t.checked;
  return t.states[one.state];
}
