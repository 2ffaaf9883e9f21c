import { useWords } from '../../i18n/language';
import { Figures } from '../program/Figures';
import type { Told } from './asks';
import style from './playground.module.css';
import { playgroundWords } from './words';

const SIGNS: Record<string, string> = {
  discount: '−',
  redeem: '−',
  earn: '+',
  refused: '✕',
  near_miss: '◦',
};

/** What happened, or did not, in sentences. */
export function ToldList({ told }: { told: Told[] }) {
  const t = useWords(playgroundWords);
  if (told.length === 0) return null;
  return (
    <ul className={style.told}>
      {told.map(({ kind, text }, at) => (
        <li key={at}>
          <span
            className={style.kind}
            data-kind={kind}
            role="img"
            aria-label={t.kinds[kind as keyof typeof t.kinds] ?? kind}
          >
            {SIGNS[kind] ?? '·'}
          </span>
          <span>
            <Figures text={text} />
          </span>
        </li>
      ))}
    </ul>
  );
}
