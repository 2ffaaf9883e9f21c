import { TextInput } from '@mantine/core';
import { useState } from 'react';

import { useWords } from '../../../i18n/language';
import { Dialog } from '../../common/Dialog';
import { Form } from '../../settings/Form';
import { type Dashboard, useMake } from './dashboards';
import type { KeptTile } from './tiles';
import { dashboardWords } from './words';

interface Props {
  opened: boolean;
  close: () => void;
  /** What stands on it from the start. */
  tiles: KeptTile[];
  done: (made: Dashboard) => void;
}

/** Asks for the name of a new dashboard, and keeps it. */
export function Make({ opened, close, tiles, done }: Props) {
  const t = useWords(dashboardWords);
  return (
    <Dialog opened={opened} onClose={close} title={t.make}>
      <Named
        tiles={tiles}
        done={(made) => {
          close();
          done(made);
        }}
      />
    </Dialog>
  );
}

function Named({ tiles, done }: Pick<Props, 'tiles' | 'done'>) {
  const t = useWords(dashboardWords);
  const [name, setName] = useState('');
  // One id for each try: what did not answer may have been kept.
  const [id] = useState(() => crypto.randomUUID());
  const make = useMake();
  return (
    <Form
      error={make.error}
      pending={make.isPending}
      submit={() => make.mutate({ id, name: name.trim(), tiles }, { onSuccess: done })}
      disabled={name.trim() === ''}
    >
      <TextInput
        label={t.name}
        data-autofocus
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </Form>
  );
}
