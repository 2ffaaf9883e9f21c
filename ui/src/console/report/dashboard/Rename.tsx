import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';

import { useWords } from '../../../i18n/language';
import { ErrorNote } from '../../common/ErrorNote';
import { commonWords } from '../../common/words';
import { type Dashboard, useChange } from './dashboards';
import style from './Dashboard.module.css';
import { dashboardWords } from './words';

/** Gives a dashboard another name. */
export function Rename({ dashboard }: { dashboard: Dashboard }) {
  const t = useWords(dashboardWords);
  const common = useWords(commonWords);
  const [name, setName] = useState(dashboard.name);
  const { error, isPending, mutate } = useChange();
  const wanted = name.trim();
  const save = (event: FormEvent) => {
    event.preventDefault();
    mutate({ id: dashboard.id, change: (now) => ({ ...now, name: wanted }) });
  };
  return (
    <form className={style.rename} onSubmit={save}>
      {error && <ErrorNote error={error} />}
      <TextInput
        size="xs"
        w={240}
        label={t.name}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button
        size="xs"
        variant="default"
        type="submit"
        loading={isPending}
        disabled={wanted === '' || wanted === dashboard.name}
      >
        {common.save}
      </Button>
    </form>
  );
}
