import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';

import { useFormat, useLanguage, useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { Drop } from '../common/Drop';
import { ErrorNote } from '../common/ErrorNote';
import { Page } from '../common/Page';
import { useMay } from '../session/session';
import { Builder, PAUSE_MS } from './Builder';
import { Changes } from './Changes';
import { endOf, Figures } from './Figures';
import { isDone } from './grammar';
import { usePast } from '../common/past';
import { type Counted, type Kind, useDrop, useSave, useSegment } from './queries';
import style from './Segment.module.css';
import { conditionOf, group, type Json, lines, treeOf } from './tree';
import { Users } from './Users';
import { segmentWords } from './words';

/** The page of one segment, saved or new. */
export function SegmentPage() {
  const t = useWords(segmentWords);
  const { id } = useParams({ strict: false });
  const saved = id === undefined || id === 'new' ? null : id;
  const query = useSegment(saved);
  if (saved === null) return <Editor key="new" segment={null} />;
  if (query.data) return <Editor key={saved} segment={query.data} />;
  return (
    <Page title={t.title}>
      <Asked query={query}>{() => null}</Asked>
    </Page>
  );
}

function Editor({ segment }: { segment: Counted | null }) {
  const t = useWords(segmentWords);
  const { language } = useLanguage();
  const format = useFormat();
  const readOnly = !useMay()('segments:write');
  const [name, setName] = useState(segment?.name[language] ?? '');
  const [kind, setKind] = useState<Kind>(segment?.kind ?? 'dynamic');
  const [day, setDay] = useState('');
  const tree = usePast(() => (segment ? treeOf(segment.when as Json) : group('all', [])));
  const [still] = useDebouncedValue(tree.now, PAUSE_MS);
  const isTaken = segment !== null && segment.taken_from !== null && !tree.undo;
  const unfinished = lines(tree.now).some((line) => !isDone(line));
  useHotkeys([
    ['mod+Z', () => tree.undo?.()],
    ['mod+shift+Z', () => tree.redo?.()],
    ['mod+Y', () => tree.redo?.()],
  ]);
  return (
    <Page
      title={segment ? (segment.name[language] ?? segment.id) : t.make}
      about={segment?.frozen_at ? t.frozenAt(format.dateTime(segment.frozen_at)) : t.about}
      actions={
        <>
          <Button variant="default" disabled={!tree.undo} onClick={() => tree.undo?.()}>
            {t.undo}
          </Button>
          <Button variant="default" disabled={!tree.redo} onClick={() => tree.redo?.()}>
            {t.redo}
          </Button>
          {segment && !readOnly && <DropSegment segment={segment} />}
        </>
      }
    >
      {segment?.taken_from && (
        <Text c="dimmed">
          {t.takenFrom} {segment.taken_from[language]}. {t.takenAbout}
        </Text>
      )}
      {segment?.wrong.map((why) => (
        <Text key={why} c="red" role="alert">
          {t.wrong}: {why}
        </Text>
      ))}
      <div className={style.page}>
        <Stack gap="md">
          <Builder
            root={tree.now}
            change={tree.change}
            asOf={endOf(day)}
            self={segment?.id ?? null}
            readOnly={readOnly}
          />
          {!readOnly && (
            <SaveForm
              segment={segment}
              name={name}
              setName={setName}
              kind={kind}
              setKind={setKind}
              ready={!unfinished}
              when={conditionOf(tree.now, isDone)}
              asOf={endOf(day)}
            />
          )}
        </Stack>
        <div className={style.aside}>
          <Figures
            when={isTaken ? { segment: segment.id } : conditionOf(still, isDone)}
            day={day}
            setDay={setDay}
            self={segment?.id ?? null}
          />
          {segment && <Users segment={segment} />}
          {segment?.kind === 'dynamic' && <Changes id={segment.id} />}
        </div>
      </div>
    </Page>
  );
}

interface FormProps {
  segment: Counted | null;
  name: string;
  setName: (name: string) => void;
  kind: Kind;
  setKind: (kind: Kind) => void;
  /** Every line is filled in. */
  ready: boolean;
  when: ReturnType<typeof conditionOf>;
  asOf: string | null;
}

function SaveForm({ segment, name, setName, kind, setKind, ready, when, asOf }: FormProps) {
  const t = useWords(segmentWords);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const save = useSave(segment?.id ?? null);
  const able = ready && when !== null && name.trim() !== '';
  const submit = () => {
    if (!able) return;
    // What is called the same in both languages, because only one was ever told, stays so.
    const earlier = { en: segment?.name.en ?? '', ru: segment?.name.ru ?? '' };
    const one = earlier.en === earlier.ru;
    const told = { ...(one ? { en: '', ru: '' } : earlier), [language]: name.trim() };
    save.mutate(
      { name: told, when, kind, asOf },
      {
        onSuccess: ({ id }) => {
          notifications.show({ message: t.saved, color: 'green' });
          if (!segment) void navigate({ to: '/segments/$id', params: { id }, replace: true });
        },
      },
    );
  };
  return (
    <form
      className={style.card}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Group align="end" gap="sm">
        <TextInput
          label={t.name}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
          style={{ flex: '1 1 240px' }}
        />
        <SegmentedControl
          aria-label={t.kind}
          value={kind}
          data={[
            { value: 'dynamic', label: t.kinds.dynamic },
            { value: 'frozen', label: t.kinds.frozen },
          ]}
          onChange={(next) => setKind(next === 'frozen' ? 'frozen' : 'dynamic')}
        />
        <Button type="submit" disabled={!able} loading={save.isPending}>
          {t.save}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mt={6}>
        {t.kindsAbout[kind]}
      </Text>
      {save.error && <ErrorNote error={save.error} />}
    </form>
  );
}

function DropSegment({ segment }: { segment: Counted }) {
  const t = useWords(segmentWords);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const drop = useDrop(segment.id);
  return (
    <Drop
      label={t.drop}
      ask={t.dropAsk(segment.name[language] ?? segment.id)}
      about={t.dropAbout}
      drop={drop}
      done={() => void navigate({ to: '/segments' })}
    />
  );
}
