import { Button, Checkbox, Group, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';

import { useFormat, useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { Dialog } from '../common/Dialog';
import { useMay } from '../session/session';
import { Form } from '../settings/Form';
import style from './Experiments.module.css';
import { usePutUniversal, useUniversal } from './queries';
import { experimentsWords } from './words';

/** Who is left out of every experiment. */
export function UniversalControl() {
  const t = useWords(experimentsWords);
  const format = useFormat();
  const may = useMay();
  const query = useUniversal();
  const [opened, setOpened] = useState(false);
  return (
    <section className={style.card} aria-label={t.universal}>
      <Title order={2}>{t.universal}</Title>
      <Text c="dimmed" size="sm">
        {t.universalAbout}
      </Text>
      <Asked query={query}>
        {({ percent, members }) => (
          <Group justify="space-between" mt="sm">
            <Text>
              {percent === 0
                ? t.universalNone
                : t.universalNow(
                    format.share(percent / 100),
                    t.people(members, format.number(members)),
                  )}
            </Text>
            {may('reports:write') && (
              <Button variant="default" size="xs" onClick={() => setOpened(true)}>
                {t.universalChange}
              </Button>
            )}
            <Dialog opened={opened} onClose={() => setOpened(false)} title={t.universal}>
              <Change percent={percent} done={() => setOpened(false)} />
            </Dialog>
          </Group>
        )}
      </Asked>
    </section>
  );
}

function Change({ percent, done }: { percent: number; done: () => void }) {
  const t = useWords(experimentsWords);
  const [typed, setTyped] = useState(String(percent || 5));
  const [renew, setRenew] = useState(false);
  const put = usePutUniversal();
  const wanted = Number(typed.replace(',', '.'));
  return (
    <Form
      error={put.error}
      pending={put.isPending}
      disabled={typed.trim() === '' || !Number.isFinite(wanted)}
      submit={() => put.mutate({ percent: wanted, renew }, { onSuccess: done })}
    >
      <TextInput
        label={t.percent}
        inputMode="decimal"
        data-autofocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {percent > 0 && (
        <Checkbox
          label={t.renew}
          description={t.renewAbout}
          checked={renew}
          onChange={(event) => setRenew(event.currentTarget.checked)}
        />
      )}
    </Form>
  );
}
