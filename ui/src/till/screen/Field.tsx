import { type HTMLAttributes, useId } from 'react';

import styles from './Field.module.css';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What is wrong with it. */
  error?: string | null | undefined;
  /** What it means, where nothing is wrong. */
  about?: string | undefined;
  placeholder?: string;
  type?: 'text' | 'password' | 'tel';
  inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'];
  autoComplete?: string;
  first?: boolean;
  large?: boolean;
  disabled?: boolean;
}

/** A labelled field, high enough for a finger, with what is wrong said below it. */
export function Field({
  label,
  value,
  onChange,
  error,
  about,
  placeholder,
  type = 'text',
  inputMode,
  autoComplete = 'off',
  first = false,
  large = false,
  disabled = false,
}: Props) {
  const id = useId();
  const note = error ?? about;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={`${styles.input} ${large ? styles.large : ''}`}
        value={value}
        type={type}
        inputMode={inputMode}
        placeholder={placeholder}
        autoComplete={autoComplete}
        spellCheck="false"
        disabled={disabled}
        data-first={first || undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {note ? (
        <span id={`${id}-note`} className={error ? styles.wrong : styles.about}>
          {note}
        </span>
      ) : null}
    </div>
  );
}
