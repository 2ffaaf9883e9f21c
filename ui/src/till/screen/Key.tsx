import type { ReactNode } from 'react';

import styles from './Key.module.css';

interface Props {
  /** The key that does the same, printed on the button. */
  name?: string;
  tone?: 'plain' | 'main' | 'harm';
  primary?: boolean;
  disabled?: boolean;
  submit?: boolean;
  /** Has the focus when its window opens. */
  first?: boolean;
  pressed?: boolean;
  onClick?: () => void;
  children: ReactNode;
}

/** A button large enough for a finger, with its key printed on it. */
export function Key({
  name,
  tone = 'plain',
  primary = false,
  disabled = false,
  submit = false,
  first = false,
  pressed,
  onClick,
  children,
}: Props) {
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={`${styles.key} ${styles[tone]}`}
      disabled={disabled}
      onClick={onClick}
      data-primary={primary || undefined}
      data-first={first || undefined}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...(name ? { 'aria-keyshortcuts': name } : {})}
    >
      {name ? <kbd className={styles.name}>{name}</kbd> : null}
      <span>{children}</span>
    </button>
  );
}
