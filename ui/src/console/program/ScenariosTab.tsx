import { Button, Checkbox, Group, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';

import { useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { Empty } from '../common/Empty';
import { ErrorNote } from '../common/ErrorNote';
import { useMay } from '../session/session';
import {
  type TestReport,
  useScenarios,
  useStoreScenarios,
  useTest,
  type VersionFile,
} from './asks';
import { useDraft } from './draft';
import { FileEditor } from './FileEditor';
import { Counted } from './Outcome';
import { Problems } from './Problems';
import style from './Program.module.css';
import { problemsOf } from './refusal';
import { Scenario } from './Scenario';
import { Uncovered } from './Uncovered';
import { scenarioWords } from './words';

/** How long typing rests before the scenarios are played, ms. */
const REST_MS = 500;

/** The scenarios of the program, played on the version looked at. */
export function ScenariosTab({ file }: { file: VersionFile }) {
  const scenarios = useScenarios(file.id);
  return <Asked query={scenarios}>{(stored) => <Played file={file} stored={stored} />}</Asked>;
}

function Played({ file, stored }: { file: VersionFile; stored: string }) {
  const t = useWords(scenarioWords);
  const may = useMay();
  const writes = may('programs:write');
  const draft = useDraft(`scenarios.${file.id}`, stored);
  const [settled] = useDebouncedValue(draft.text, REST_MS);
  const test = useTest(file, settled, writes);
  const store = useStoreScenarios(file.id);
  const [place, setPlace] = useState<{ line: number } | null>(null);
  const problems = useMemo(() => problemsOf(test.error), [test.error]);
  const marks = useMemo(() => [...problems, ...failuresOf(test.data)], [problems, test.data]);
  if (draft.text.trim() === '')
    return <FirstScenario write={() => draft.write(firstFile(file.id))} writes={writes} />;
  const save = () =>
    draft.changed &&
    store.mutate(draft.text, {
      onSuccess: () => {
        draft.drop();
        notifications.show({ message: t.saved, color: 'green' });
      },
    });
  return (
    <div className={style.split}>
      <div>
        <FileEditor
          label={t.editor}
          language="scenarios"
          value={draft.text}
          onChange={draft.write}
          onSave={save}
          undo={draft.undo}
          redo={draft.redo}
          marks={marks}
          readOnly={!writes}
          place={place}
        />
        {draft.changed && (
          <Group mt="xs" gap="xs" justify="flex-end">
            <Button variant="default" size="xs" onClick={draft.drop}>
              {t.drop}
            </Button>
            <Button
              size="xs"
              disabled={problems.length > 0}
              loading={store.isPending}
              onClick={save}
            >
              {t.save}
            </Button>
          </Group>
        )}
        {store.error && <ErrorNote error={store.error} />}
      </div>
      <div className={style.beside}>
        {!writes && <Text c="dimmed">{t.noRun}</Text>}
        {test.isFetching && !test.data && <Text role="status">{t.playing}</Text>}
        {problems.length > 0 && (
          <>
            <Text fw={600} c="var(--harm)">
              {t.problems}
            </Text>
            <Problems problems={problems} go={(line) => setPlace({ line })} />
          </>
        )}
        {test.error && problems.length === 0 && (
          <ErrorNote error={test.error} again={() => void test.refetch()} />
        )}
        {test.data && <Report report={test.data} file={file} go={(line) => setPlace({ line })} />}
      </div>
    </div>
  );
}

interface ReportProps {
  report: TestReport;
  file: VersionFile;
  go: (line: number) => void;
}

function Report({ report, file, go }: ReportProps) {
  const t = useWords(scenarioWords);
  const [only, setOnly] = useState(false);
  const failures = new Map(report.failures.map((failure) => [failure.scenario, failure]));
  const shown = only ? report.scenarios.filter(({ passed }) => !passed) : report.scenarios;
  const first = report.failures[0]?.scenario;
  return (
    <>
      <Group justify="space-between">
        <Text fw={600} role="status" c={report.failed > 0 ? 'var(--harm)' : 'var(--accent-ink)'}>
          <Counted report={report} />
        </Text>
        {report.failed > 0 && report.passed > 0 && (
          <Checkbox
            size="xs"
            label={t.onlyFailed}
            checked={only}
            onChange={(event) => setOnly(event.currentTarget.checked)}
          />
        )}
      </Group>
      <div className={style.scroll}>
        {shown.map(({ scenario, line, passed }) => (
          <Scenario
            key={`${line} ${scenario}`}
            name={scenario}
            line={line ?? 1}
            failure={passed ? null : (failures.get(scenario) ?? null)}
            first={scenario === first}
            go={go}
          />
        ))}
      </div>
      <Uncovered rules={report.uncovered} sentences={file.sentences} />
    </>
  );
}

function FirstScenario({ write, writes }: { write: () => void; writes: boolean }) {
  const t = useWords(scenarioWords);
  return (
    <Empty
      title={t.empty}
      about={t.emptyAbout}
      action={
        <Group>
          {writes && <Button onClick={write}>{t.write}</Button>}
          <Button variant="default" component={Link} to="/playground">
            {t.playground}
          </Button>
        </Group>
      }
    />
  );
}

/** A first scenario to write on from: it is the file's language, not a text of the page. */
function firstFile(id: string): string {
  return `program: ${id}

scenarios:
  - scenario: a first purchase
    steps:
      - { at: 2026-03-01T10:00, register: ann }
      - { at: 2026-03-02T12:00, purchase: { by: ann, lines: [{ price: 100.00 }] }, expect: { paid: 100.00 } }
`;
}

/** Failed steps as marks beside their lines. */
function failuresOf(report: TestReport | undefined) {
  return (report?.failures ?? []).map((failure) => ({
    line: failure.line ?? null,
    message: failure.mismatches
      .map(({ key, expected, got }) => `${key}: ${expected} ≠ ${got}`)
      .join('; '),
  }));
}
