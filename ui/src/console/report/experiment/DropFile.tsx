import { Button, FileButton, Text } from '@mantine/core';
import { type DragEvent, useState } from 'react';

import { useFormat, useWords } from '../../../i18n/language';
import style from './Experiment.module.css';
import { look, type Seen } from './file';
import { experimentWords } from './words';

interface Props {
  seen: Seen | null;
  take: (seen: Seen) => void;
}

/** Takes a file by a button or by dropping it, and looks at it here. */
export function DropFile({ seen, take }: Props) {
  const t = useWords(experimentWords);
  const format = useFormat();
  const [over, setOver] = useState(false);
  const [failed, setFailed] = useState(false);
  const open = (file: File | null | undefined) => {
    if (!file) return;
    setFailed(false);
    look(file).then(take, () => setFailed(true));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    open(event.dataTransfer.files[0]);
  };
  const told = (count: number) => format.number(count);
  return (
    <div
      className={`${style.drop} ${over ? style.over : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileButton onChange={open} accept=".csv,.tsv,.txt,.gz,text/csv">
        {(props) => (
          <Button {...props} variant={seen ? 'default' : 'filled'}>
            {seen ? t.another : t.choose}
          </Button>
        )}
      </FileButton>
      {seen ? (
        <Text className={style.name ?? ''}>
          <b>{seen.file.name}</b>{' '}
          <Text span c="dimmed">
            {seen.more ? t.rowsAtLeast(told(seen.count)) : t.rows(seen.count, told(seen.count))}
          </Text>
        </Text>
      ) : (
        <Text c="dimmed">
          {t.drop} {t.kept}
        </Text>
      )}
      {(failed || seen?.count === 0) && (
        <Text c="red" role="alert">
          {t.noRows}
        </Text>
      )}
    </div>
  );
}
