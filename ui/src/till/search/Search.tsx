import { type KeyboardEvent, useEffect, useEffectEvent, useId, useState } from 'react';

import { useWords } from '../../i18n/language';
import { screenWords } from '../screen/words';
import { useTill } from '../till';
import { type Found, useFound } from './useFound';
import styles from './Search.module.css';

/** The field that all typing goes to. */
export const SEARCH_ID = 'till-search';

interface Props {
  text: string;
  onText: (text: string) => void;
  /** F2: people only. */
  people: boolean;
  onLeave: () => void;
}

/** One box for goods, telephones, cards and names; Enter takes what is chosen, or the text as a code. */
export function Search({ text, onText, people, onLeave }: Props) {
  const t = useWords(screenWords);
  const till = useTill();
  const list = useId();
  const { options, pending, note } = useFound(text, people);
  const [chosen, setChosen] = useState({ text: '', at: 0 });
  const at = chosen.text === text ? Math.min(chosen.at, options.length - 1) : 0;
  // Enter came before the answer: it takes what the answer brings.
  const [entered, setEntered] = useState<string | null>(null);
  const [focused, setFocused] = useState(false);
  const open = focused && text.trim() !== '' && (options.length > 0 || note !== null);

  const pick = (option: Found) => {
    onLeave();
    option.pick();
  };
  const take = () => {
    const option = options[at];
    if (option && !(pending && option.kind === 'register')) pick(option);
    else if (text.trim() !== '' && !pending) {
      onLeave();
      void till.lookUp(text.trim());
    }
  };
  const enter = () => {
    if (pending && options.length === 0) setEntered(text);
    else take();
  };
  const answered = useEffectEvent(take);
  useEffect(() => {
    if (entered !== null && entered === text && !pending) answered();
  }, [entered, text, pending]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') enter();
    else if (event.key === 'Escape') onLeave();
    else if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const by = event.key === 'ArrowDown' ? 1 : -1;
      setChosen({ text, at: (at + by + options.length) % Math.max(1, options.length) });
    } else return;
    event.preventDefault();
  };

  return (
    <div className={styles.search}>
      <svg className={styles.glass} viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="8.5" cy="8.5" r="5.5" />
        <path d="M13 13l4.5 4.5" />
      </svg>
      <input
        id={SEARCH_ID}
        className={styles.input}
        role="combobox"
        aria-label={t.searchLabel}
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open && options[at] ? `${list}-${at}` : undefined}
        placeholder={people ? t.searchMember : t.search}
        autoComplete="off"
        spellCheck="false"
        value={text}
        onChange={(event) => {
          setEntered(null);
          onText(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
        onFocus={() => setFocused(true)}
        onBlur={() => {
          setFocused(false);
          if (text === '') onLeave();
        }}
      />
      <div className={styles.list} hidden={!open}>
        <ul id={list} role="listbox" aria-label={t.found} className={styles.options}>
          {options.map((option, index) => (
            <li
              key={option.key}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === at}
              className={styles.option}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(option)}
            >
              <span className={styles.kind} data-kind={option.kind} aria-hidden="true" />
              <span className={styles.title}>{option.title}</span>
              <span className={styles.aside}>{option.aside}</span>
            </li>
          ))}
        </ul>
        {note === null ? null : <p className={styles.note}>{note}</p>}
      </div>
    </div>
  );
}
