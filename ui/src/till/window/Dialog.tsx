import { type FormEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react';

import { useWords } from '../../i18n/language';
import styles from './Dialog.module.css';
import { windowWords } from './words';

interface Props {
  title: string;
  /** Null: it cannot be left but by its buttons. */
  onClose: (() => void) | null;
  onSubmit?: () => void;
  wide?: boolean;
  /** What stays in sight above the buttons. */
  foot?: ReactNode;
  /** Buttons below. */
  buttons?: ReactNode;
  children: ReactNode;
}

/** Something over the basket that has the keyboard until it is done. Escape leaves it, F10 presses its main button. */
export function Dialog({ title, onClose, onSubmit, wide = false, foot, buttons, children }: Props) {
  const t = useWords(windowWords);
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  // Before the next key is pressed: it is meant for the window. It closes by leaving the page.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    const first = dialog?.querySelector<HTMLElement>('[data-first]');
    (first ?? dialog?.querySelector<HTMLElement>('input, [data-primary]'))?.focus();
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
  };
  return (
    <dialog
      ref={ref}
      className={`${styles.dialog} ${wide ? styles.wide : ''}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <header className={styles.head}>
          <h2 id={id}>{title}</h2>
          {onClose ? (
            <button type="button" className={styles.close} aria-label={t.close} onClick={onClose}>
              <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <path d="M3 3l10 10M13 3L3 13" stroke="currentColor" strokeWidth="1.6" />
              </svg>
            </button>
          ) : null}
        </header>
        <div className={styles.body}>{children}</div>
        {foot ? <div className={styles.foot}>{foot}</div> : null}
        {buttons ? <footer className={styles.buttons}>{buttons}</footer> : null}
      </form>
    </dialog>
  );
}
