import type { ReactNode } from 'react';

import { useLanguage } from '../../i18n/language';
import { LANGUAGES } from '../../i18n/words';
import mark from '../../style/mark.svg';
import styles from './Entrance.module.css';

const NAMES = { en: 'English', ru: 'Русский' };

/** The page in front of the till. */
export function Entrance({ title, children }: { title: string; children?: ReactNode }) {
  const { language, choose } = useLanguage();
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <img src={mark} alt="" width="40" height="40" />
        <h1>{title}</h1>
        {children}
      </div>
      <div className={styles.languages}>
        {LANGUAGES.map((each) => (
          <button
            key={each}
            type="button"
            lang={each}
            aria-pressed={each === language}
            onClick={() => choose(each)}
          >
            {NAMES[each]}
          </button>
        ))}
      </div>
    </main>
  );
}
