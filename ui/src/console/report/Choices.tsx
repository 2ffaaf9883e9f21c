import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';

import style from './Report.module.css';
import { useReport } from './useReport';

/** What a report is asked with beside the filters of the frame. On a dashboard nothing is chosen. */
export function Choices({ children }: { children: ReactNode }) {
  const { tile } = useReport();
  return tile ? null : <div className={style.choices}>{children}</div>;
}

interface Props<Word extends string> {
  label: string;
  /** The parameter of the address that keeps it. */
  name: string;
  value: Word;
  words: readonly Word[];
  said: Record<Word, string>;
}

/** One of a few words. */
export function Choice<Word extends string>({ label, name, value, words, said }: Props<Word>) {
  const { change } = useReport();
  return (
    <SegmentedControl
      size="xs"
      aria-label={label}
      value={value}
      onChange={(next) => change({ [name]: next })}
      data={words.map((word) => ({ value: word, label: said[word] }))}
    />
  );
}
