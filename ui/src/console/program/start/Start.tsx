import { Anchor, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';

import { newId } from '../../../api/client';
import { useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { ErrorNote } from '../../common/ErrorNote';
import { Page } from '../../common/Page';
import { useMay } from '../../session/session';
import { withPlace } from '../about';
import type { ProgramSearch } from '../address';
import { type Programs, useCheck, useStore, useStoreScenarios } from '../asks';
import style from '../Program.module.css';
import { READY, type Ready } from './ready';
import { Sentences } from '../Sentences';
import { programWords } from '../words';
import { startWords } from './words';

/** Where a program begins: one of the ready ones, read before it is taken. */
export function Start({ programs }: { programs: Programs }) {
  const t = useWords(startWords);
  const { ready } = useSearch({ strict: false }) as ProgramSearch;
  const chosen = READY.find(({ id }) => id === ready);
  if (chosen) return <Chosen key={chosen.id} ready={chosen} programs={programs} />;
  return (
    <Page title={t.title} about={programs.live.version === 0 ? t.about : undefined}>
      <div className={style.cards}>
        {READY.map(({ id }) => (
          <Link key={id} to="/program" search={{ ready: id }} className={style.card}>
            <b>{t.ready[id].name}</b>
            <span>{t.ready[id].about}</span>
          </Link>
        ))}
      </div>
    </Page>
  );
}

function Chosen({ ready, programs }: { ready: Ready; programs: Programs }) {
  const t = useWords(startWords);
  const text = useQuery({
    queryKey: ['programs', 'ready', ready.id],
    queryFn: ready.file,
    staleTime: Infinity,
  });
  return (
    <Page
      title={t.ready[ready.id].name}
      about={t.ready[ready.id].about}
      actions={
        <Anchor component={Link} to="/program" search={{ ready: 'all' } as never}>
          {t.back}
        </Anchor>
      }
    >
      <Asked query={text}>{(file) => <Read ready={ready} file={file} programs={programs} />}</Asked>
    </Page>
  );
}

function Read({ ready, file, programs }: { ready: Ready; file: string; programs: Programs }) {
  const t = useWords(startWords);
  const program = useWords(programWords);
  const may = useMay();
  const own = useCheck(file).data?.about;
  const [moved, setMoved] = useState<{ currency?: string; zone?: string }>({});
  const currency = moved.currency ?? own?.currency ?? '';
  const zone = moved.zone ?? own?.time_zone ?? '';
  const text = own ? withPlace(file, currency, zone) : file;
  const check = useCheck(text);
  const taking = useTaking(ready, text);
  const problems = check.data?.problems ?? [];
  const fault = (field: string) => problems.find(({ path }) => path.includes(field))?.message;
  const taken = programs.items.some(({ id }) => id === ready.id);
  return (
    <Stack gap="xl">
      {may('programs:write') && (
        <div>
          <Title order={2} mb="xs">
            {t.place}
          </Title>
          <Group align="flex-start">
            <TextInput
              label={t.currency}
              w={110}
              value={currency}
              maxLength={3}
              error={fault('currency')}
              onChange={(event) =>
                setMoved({ ...moved, currency: event.currentTarget.value.toUpperCase() })
              }
            />
            <TextInput
              label={t.zone}
              w={220}
              value={zone}
              list="zones"
              error={fault('time_zone')}
              onChange={(event) => setMoved({ ...moved, zone: event.currentTarget.value })}
            />
            <Zones />
            <Button
              mt={21}
              loading={taking.pending}
              disabled={problems.length > 0 || !check.data}
              onClick={taking.take}
            >
              {taken ? program.look : t.use}
            </Button>
          </Group>
          <Text size="sm" c="dimmed" mt={6}>
            {t.useAbout}
          </Text>
          {taking.error && <ErrorNote error={taking.error} />}
        </div>
      )}
      <Asked query={check}>{({ sentences }) => <Sentences sentences={sentences} />}</Asked>
    </Stack>
  );
}

/** Time zones the browser knows, offered while one is typed. */
function Zones() {
  return (
    <datalist id="zones">
      {Intl.supportedValuesOf('timeZone').map((zone) => (
        <option key={zone} value={zone} />
      ))}
    </datalist>
  );
}

/** Stores the program and its scenarios, and opens it. */
function useTaking(ready: Ready, text: string) {
  const navigate = useNavigate();
  const store = useStore();
  const scenarios = useStoreScenarios(ready.id);
  const intent = useRef({ text: '', id: '' });
  const [failed, setFailed] = useState<Error | null>(null);
  const take = async () => {
    setFailed(null);
    if (intent.current.text !== text) intent.current = { text, id: newId() };
    try {
      const stored = await store.mutateAsync({
        program: ready.id,
        text,
        intent: intent.current.id,
      });
      await scenarios.mutateAsync(await ready.scenarios());
      await navigate({
        to: '/program/$part',
        params: { part: 'rules' },
        search: { program: stored.id, version: stored.version },
      });
    } catch (error) {
      setFailed(error instanceof Error ? error : new Error(String(error)));
    }
  };
  return {
    take: () => void take(),
    pending: store.isPending || scenarios.isPending,
    error: failed,
  };
}
