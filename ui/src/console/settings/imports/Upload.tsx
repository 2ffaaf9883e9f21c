import { Button, FileButton, Progress, SegmentedControl, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';

import { Problem, Unreachable } from '../../../api/problem';
import { useWords } from '../../../i18n/language';
import { ErrorNote } from '../../common/ErrorNote';
import { type Kind, KINDS, upload } from './imports';
import style from './Imports.module.css';
import { importWords } from './words';

/** Takes a file by a button or by dropping it. */
export function Upload({ done }: { done: (id: string) => void }) {
  const t = useWords(importWords);
  const queries = useQueryClient();
  const [kind, setKind] = useState<Kind>('purchases');
  const [over, setOver] = useState(false);
  const [share, setShare] = useState(0);
  const sending = useMutation({
    mutationFn: (file: File) =>
      upload(kind, file, setShare).catch(async (refusal: unknown) => {
        throw refusal instanceof Response ? await Problem.of(refusal) : new Unreachable(refusal);
      }),
    onSuccess: (sent) => {
      void queries.invalidateQueries({ queryKey: ['imports'] });
      done(sent.id);
    },
  });
  const send = (file: File | null | undefined) => {
    if (!file) return;
    setShare(0);
    sending.mutate(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    send(event.dataTransfer.files[0]);
  };
  return (
    <>
      <div
        className={`${style.drop} ${over ? style.over : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <SegmentedControl
          aria-label={t.kind}
          value={kind}
          onChange={(value) => setKind(value as Kind)}
          data={KINDS.map((value) => ({ value, label: t.kinds[value] }))}
        />
        <FileButton onChange={send} accept=".csv,.gz,text/csv">
          {(props) => (
            <Button {...props} loading={sending.isPending}>
              {t.choose}
            </Button>
          )}
        </FileButton>
        <Text c="dimmed" visibleFrom="sm">
          {t.drop}
        </Text>
        {sending.isPending && (
          <Progress value={share * 100} flex="1 1 160px" aria-label={t.uploading} animated />
        )}
      </div>
      {sending.error && <ErrorNote error={sending.error} />}
    </>
  );
}
