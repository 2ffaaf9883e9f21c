import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { useWords } from '../../i18n/language';
import { Icon } from '../shell/Icon';
import { useMay } from '../session/session';
import style from './purchase.module.css';
import type { Purchase, Sentence } from './queries';
import { purchaseWords } from './words';

/** A small drawing before each sentence, so that a list of them can be skimmed. */
const MARKS: Record<string, { path: string; look: string }> = {
  discount: { path: 'M5 15L15 5M6.500 7a.5.5 0 1 0 0-1M13.500 14a.5.5 0 1 0 0-1', look: 'taken' },
  redeem: { path: 'M4 10h12', look: 'taken' },
  earn: { path: 'M10 4v12M4 10h12', look: 'given' },
  refused: { path: 'M5.500 5.500l9 9M14.500 5.500l-9 9', look: 'refused' },
  near_miss: { path: 'M4 12l4-4 3 3 5-5M12 6h4v4', look: 'near' },
};

interface Props {
  sentences: Sentence[];
  /** The version whose rules they name. */
  program: Purchase['program'];
}

/** What happened and why, a line each; a rule leads to where it stands. */
export function Sentences({ sentences, program }: Props) {
  const t = useWords(purchaseWords);
  const may = useMay();
  if (sentences.length === 0) return null;
  const kinds: Record<string, string> = t.kinds;
  return (
    <ul className={style.sentences}>
      {sentences.map(({ kind, text, rule }, place) => (
        <li key={place} className={style[MARKS[kind]?.look ?? ''] ?? ''}>
          <span className={style.mark} title={kinds[kind] ?? kind}>
            <Icon path={MARKS[kind]?.path ?? ''} size={14} />
          </span>
          <span>
            {text}{' '}
            {rule && program && may('programs:read') && (
              <Anchor
                component={Link}
                size="xs"
                underline="always"
                to="/program/$part"
                params={{ part: 'file' } as never}
                search={{ program: program.id, version: program.version, rule } as never}
              >
                {t.openRule}
              </Anchor>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
