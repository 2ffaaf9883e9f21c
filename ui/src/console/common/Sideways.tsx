import type { ReactNode } from 'react';

import style from './Rows.module.css';

/** What may be wider than a phone: it scrolls by itself, by finger and by keyboard, and the page stays. */
export function Sideways({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={style.sideways} role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
