import { CloseButton, Loader, TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

import { Icon } from '../shell/Icon';
import { useWords } from '../../i18n/language';
import { commonWords } from './words';

const LOUPE = 'M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12zM13.500 13.500L17 17';

/** How long a person may pause between two keys of one word, ms. */
const PAUSE_MS = 150;

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** What is looked for, as the address says. */
  value: string;
  /** Told when the typing pauses. */
  onSearch: (wanted: string) => void;
  busy?: boolean;
}

/** A box that searches while one types. */
export function SearchBox({ value, onSearch, busy = false, ...rest }: Props) {
  const t = useWords(commonWords);
  const [typed, setTyped] = useState(value);
  const [told, setTold] = useState(value);
  // The address changed by itself, not by this box: a link, or the button Back.
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    if (value !== told) {
      setTold(value);
      setTyped(value);
    }
  }
  const tell = useDebouncedCallback((text: string) => {
    setTold(text.trim());
    onSearch(text.trim());
  }, PAUSE_MS);
  const change = (text: string) => {
    setTyped(text);
    tell(text);
  };
  const clear = typed ? <CloseButton aria-label={t.clear} onClick={() => change('')} /> : null;
  return (
    <TextInput
      type="search"
      leftSection={<Icon path={LOUPE} size={16} />}
      rightSection={busy ? <Loader size={14} /> : clear}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      {...rest}
    />
  );
}
