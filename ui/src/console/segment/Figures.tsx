import {
  Alert,
  Button,
  CopyButton,
  Group,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { answer, api } from '../../api/client';
import { useFormat, useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { commonWords } from '../common/words';
import { useMay } from '../session/session';
import { useSegmentChoices } from './named';
import { type Preview, useOverlap, usePreview } from './queries';
import style from './Segment.module.css';
import type { Map } from './tree';
import { segmentWords } from './words';
import { yaml } from './yaml';

interface Props {
  when: Map | null;
  /** A day, as inputs write it; empty: now. */
  day: string;
  setDay: (day: string) => void;
  self: string | null;
}

/** The end of a day, as the browser has it. */
export function endOf(day: string): string | null {
  return day === '' ? null : new Date(`${day}T23:59:59`).toISOString();
}

/** The same day a year earlier; of nothing, of today. */
function yearBefore(day: string): string {
  const date = day === '' ? new Date() : new Date(`${day}T12:00:00`);
  date.setFullYear(date.getFullYear() - 1);
  return date.toISOString().slice(0, 10);
}

/** What is said of a condition: how many, how much, who. */
export function Figures({ when, day, setDay, self }: Props) {
  const t = useWords(segmentWords);
  const asOf = endOf(day);
  const now = usePreview(when, asOf);
  const before = usePreview(when, endOf(yearBefore(day)));
  const today = new Date().toISOString().slice(0, 10);
  return (
    <Stack gap="md">
      <section className={style.card} aria-label={t.who}>
        <TextInput
          type="date"
          size="xs"
          label={t.asOf}
          max={today}
          value={day === today ? '' : day}
          onChange={(event) => {
            const next = event.currentTarget.value;
            setDay(next >= today ? '' : next);
          }}
        />
        {when === null ? (
          <Text c="dimmed" mt="sm">
            {t.noCondition}
          </Text>
        ) : (
          <Asked query={now}>
            {(counted) => (
              <Count counted={counted} before={before.data} stale={now.isPlaceholderData} />
            )}
          </Asked>
        )}
      </section>
      {when && now.data && <Sample ids={now.data.sample} />}
      {when && <Compared when={when} asOf={asOf} self={self} />}
      {when && <File when={when} />}
    </Stack>
  );
}

function Count({
  counted,
  before,
  stale,
}: {
  counted: Preview;
  before: Preview | undefined;
  stale: boolean;
}) {
  const t = useWords(segmentWords);
  const format = useFormat();
  const { found } = counted;
  const part = (share: string | null | undefined) =>
    format.share(share === null || share === undefined ? null : Number(share));
  const money = (amount: string) => format.wholeMoney(amount, counted.currency);
  return (
    <div className={stale ? (style.stale ?? '') : ''} aria-busy={stale}>
      <output className={style.big} aria-label={t.members}>
        {format.number(found.members)}
      </output>
      <dl className={style.facts}>
        <dt>{t.share}</dt>
        <dd>{part(counted.share)}</dd>
        <dt>{t.revenue}</dt>
        <dd data-testid="revenue">{money(found.revenue)}</dd>
        <dt>{t.revenueShare}</dt>
        <dd>{part(counted.revenue_share)}</dd>
        <dt>{t.purchases}</dt>
        <dd>{format.number(found.purchases)}</dd>
        {before && (
          <>
            <dt>{t.yearAgo}</dt>
            <dd data-testid="before">
              {t.people(before.found.members, format.number(before.found.members))}
            </dd>
          </>
        )}
      </dl>
      <Text size="sm" mt="sm">
        {counted.sentence}
      </Text>
      {counted.without_figure.length > 0 && (
        <Alert mt="sm" color="yellow">
          {t.withoutFigure}
        </Alert>
      )}
    </div>
  );
}

/** So many are shown by name. */
const SHOWN = 5;

function Sample({ ids }: { ids: string[] }) {
  const t = useWords(segmentWords);
  const may = useMay();
  const people = useQueries({
    queries: ids.slice(0, SHOWN).map((id) => ({
      queryKey: ['members', 'name', id],
      queryFn: () => answer(api.GET('/v1/members/{id}', { params: { path: { id } } })),
      enabled: may('members:read'),
      staleTime: 5 * 60_000,
    })),
  });
  if (!may('members:read')) return null;
  return (
    <section className={style.card} aria-label={t.sample}>
      <Title order={2} size="h5" mb={4}>
        {t.sample}
      </Title>
      {ids.length === 0 && <Text c="dimmed">{t.nobody}</Text>}
      {people.map(({ data }, place) => (
        <div key={ids[place]}>
          <Link to="/members/$id" params={{ id: ids[place] ?? '' }} search={{}}>
            {data ? [data.first_name, data.last_name].filter(Boolean).join(' ') || data.id : '…'}
          </Link>{' '}
          <Text span c="dimmed" size="sm">
            {data?.city}
          </Text>
        </div>
      ))}
    </section>
  );
}

function Compared({ when, asOf, self }: { when: Map; asOf: string | null; self: string | null }) {
  const t = useWords(segmentWords);
  const [other, setOther] = useState<string | null>(null);
  const data = useSegmentChoices(self);
  const overlap = useOverlap(when, other, asOf);
  if (data.length === 0) return null;
  return (
    <section className={style.card} aria-label={t.compare}>
      <Select
        size="xs"
        label={t.compare}
        searchable
        clearable
        data={data}
        value={other}
        onChange={setOther}
      />
      {other && (
        <Asked query={overlap}>
          {({ regions }) => {
            const of = (here: boolean, there: boolean) =>
              regions.find(({ inside }) => inside[0] === here && inside[1] === there)?.count
                .members ?? 0;
            return <Bars here={of(true, false)} both={of(true, true)} there={of(false, true)} />;
          }}
        </Asked>
      )}
    </section>
  );
}

function Bars({ here, both, there }: { here: number; both: number; there: number }) {
  const t = useWords(segmentWords);
  const format = useFormat();
  return (
    <>
      <div className={style.bar} aria-hidden="true" style={{ margin: '12px 0 8px' }}>
        <span className={style.here} style={{ flexGrow: here }} />
        <span className={style.shared} style={{ flexGrow: both }} />
        <span className={style.there} style={{ flexGrow: there }} />
      </div>
      <dl className={style.facts}>
        <dt>{t.onlyHere}</dt>
        <dd>{format.number(here)}</dd>
        <dt>{t.both}</dt>
        <dd>{format.number(both)}</dd>
        <dt>{t.onlyThere}</dt>
        <dd>{format.number(there)}</dd>
      </dl>
    </>
  );
}

/** The condition as program files have it. */
function File({ when }: { when: Map }) {
  const t = useWords(segmentWords);
  const common = useWords(commonWords);
  const text = yaml(when);
  return (
    <div className={style.card}>
      <Group justify="space-between" mb={4}>
        <Title order={2} size="h5">
          {t.file}
        </Title>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="subtle" onClick={copy}>
              {copied ? common.copied : common.copy}
            </Button>
          )}
        </CopyButton>
      </Group>
      <pre className={style.file} tabIndex={0} role="region" aria-label={t.file}>
        {text}
      </pre>
    </div>
  );
}
