import type { components } from '../../api/schema';
import { useWords } from '../../i18n/language';
import { commonWords } from './words';

export type Doer = components['schemas']['AuditDoer'];

/** Who did something, in a few words. */
export function useDoer(): (by: Doer) => string {
  const t = useWords(commonWords);
  return ({ kind, id, name }) => {
    if (kind === 'machine') return t.machine;
    const known = name ?? id ?? '';
    return kind === 'key' ? t.key(known) : known;
  };
}
