import { Button, Group, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

import { useFormat, useWords } from '../../i18n/language';
import { Consequence } from '../common/Consequence';
import { ErrorNote } from '../common/ErrorNote';
import { Page } from '../common/Page';
import { useMay } from '../session/session';
import { DesignFields } from './DesignFields';
import { bodyOf, fresh, typedOf } from './design';
import style from './Experiments.module.css';
import { ForecastCard } from './ForecastCard';
import { type Experiment, useDrop, useForecast, useSave } from './queries';
import { Step } from './Step';
import { experimentsWords } from './words';

const PAUSE_MS = 300;

/** A draft: its form, what would come of it, and its launch. */
export function Draft({ draft }: { draft: Experiment | null }) {
  const t = useWords(experimentsWords);
  const [typed, setTyped] = useState(() => (draft ? typedOf(draft) : fresh('control', 'offer')));
  const [still] = useDebouncedValue(typed, PAUSE_MS);
  const forecast = useForecast(bodyOf(still, t.make));
  const readOnly = !useMay()('reports:write');
  const body = bodyOf(typed);
  const isSaved = draft !== null && JSON.stringify(body) === JSON.stringify(bodyOf(typedOf(draft)));
  return (
    <Page
      title={draft?.name ?? t.make}
      about={t.about}
      actions={
        draft &&
        !readOnly && (
          <>
            <Drop id={draft.id} />
            <Launch draft={draft} disabled={!isSaved} />
          </>
        )
      }
    >
      <div className={style.page}>
        <Stack gap="md">
          <DesignFields
            typed={typed}
            change={(next) => setTyped({ ...typed, ...next })}
            readOnly={readOnly}
          />
          {!readOnly && <Save draft={draft} body={body} isSaved={isSaved} />}
        </Stack>
        <ForecastCard query={forecast} metric={still.metric} />
      </div>
    </Page>
  );
}

function Save({
  draft,
  body,
  isSaved,
}: {
  draft: Experiment | null;
  body: ReturnType<typeof bodyOf>;
  isSaved: boolean;
}) {
  const t = useWords(experimentsWords);
  const navigate = useNavigate();
  const save = useSave(draft?.id ?? null);
  const done = ({ id }: Experiment) =>
    void navigate({ to: '/experiments/$id', params: { id }, replace: true });
  return (
    <>
      {save.error && <ErrorNote error={save.error} />}
      <Group>
        <Button
          variant={draft ? 'default' : 'filled'}
          disabled={body === null || isSaved}
          loading={save.isPending}
          onClick={() => body && save.mutate(body, { onSuccess: done })}
        >
          {t.save}
        </Button>
      </Group>
    </>
  );
}

/** What the launch does is told before it. */
function Launch({ draft, disabled }: { draft: Experiment; disabled: boolean }) {
  const t = useWords(experimentsWords);
  const format = useFormat();
  const { data } = useForecast(bodyOf(typedOf(draft)));
  const arms = draft.arms.map(
    ({ name }, place) => `${name}: ${format.number(data?.sizes[place] ?? 0)}`,
  );
  return (
    <Step
      id={draft.id}
      step="launch"
      title={t.launchAsk(draft.name)}
      label={t.launch}
      disabled={disabled}
    >
      {data && (
        <Consequence
          name={t.inArms}
          before={t.nobody}
          after={t.people(data.members, format.number(data.members))}
          notes={[arms.join(', '), data.text]}
        />
      )}
      <Text mt="sm">{t.launchAbout}</Text>
    </Step>
  );
}

function Drop({ id }: { id: string }) {
  const t = useWords(experimentsWords);
  const navigate = useNavigate();
  const drop = useDrop(id);
  const gone = () => void navigate({ to: '/experiments' });
  return (
    <>
      {drop.error && <ErrorNote error={drop.error} />}
      <Button
        variant="subtle"
        color="red"
        loading={drop.isPending}
        onClick={() => drop.mutate(undefined, { onSuccess: gone })}
      >
        {t.drop}
      </Button>
    </>
  );
}
