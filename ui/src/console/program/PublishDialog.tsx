import { Button, Checkbox, Group, List, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';

import { useFormat, useWords } from '../../i18n/language';
import { Dialog } from '../common/Dialog';
import { ErrorNote } from '../common/ErrorNote';
import { commonWords } from '../common/words';
import {
  type Programs,
  useChanges,
  usePublish,
  useScenarios,
  useTest,
  useVersion,
  type Version,
} from './asks';
import { Changes } from './Changes';
import { instantOf, isPast, type Local, localOf, nextMonday } from './instant';
import { Moment } from './Moment';
import { Outcome } from './Outcome';
import { nextSet, standingOf } from './standing';
import { versionWords } from './words';

interface Props {
  programs: Programs;
  version: Version;
  close: () => void;
}

/** Publishing: when, what changes in words, how the scenarios go; then the deed. */
export function PublishDialog({ programs, version, close }: Props) {
  const t = useWords(versionWords);
  const common = useWords(commonWords);
  const format = useFormat();
  const zone = useVersion(version).data?.about?.time_zone ?? 'UTC';
  const firstEver = programs.live.version === 0;
  const [later, setLater] = useState(false);
  const [local, setLocal] = useState<Local | null>(null);
  const [seen, setSeen] = useState(false);
  const publish = usePublish();
  const failed = useFailed(version);
  const wanted = local ?? nextMonday(localOf(new Date(), zone).date);
  const at = later ? instantOf(wanted, zone) : null;
  const past = at !== null && isPast(at);
  const back = standingOf(programs, version).is === 'past';
  const confirm = () =>
    publish.mutate(
      { which: version, at },
      {
        onSuccess: ({ live_at }) => {
          const said =
            at === null
              ? t.doneNow(version.version)
              : t.doneAt(version.version, format.moment(live_at, zone));
          notifications.show({ message: said, color: 'green' });
          close();
        },
      },
    );
  return (
    <Dialog
      opened
      onClose={close}
      size={640}
      title={back ? t.rollBackTitle(version.version) : t.publishTitle(version.version)}
    >
      <Stack gap="lg">
        {!firstEver && (
          <Moment
            later={later}
            setLater={setLater}
            local={wanted}
            setLocal={setLocal}
            zone={zone}
            past={past}
          />
        )}
        <Consequences
          programs={programs}
          version={version}
          at={at === null || past ? null : format.moment(at, zone)}
          zone={zone}
        />
        <Differences programs={programs} version={version} />
        <div>
          <Text fw={600}>{t.tests}</Text>
          {failed === null ? <Text c="dimmed">{t.testsNone}</Text> : <Outcome which={version} />}
          {(failed ?? 0) > 0 && (
            <Checkbox
              mt="xs"
              label={t.failAnyway}
              checked={seen}
              onChange={(event) => setSeen(event.currentTarget.checked)}
            />
          )}
        </div>
        {publish.error && <ErrorNote error={publish.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {common.cancel}
          </Button>
          <Button
            onClick={confirm}
            loading={publish.isPending}
            disabled={past || ((failed ?? 0) > 0 && !seen)}
          >
            {at === null ? t.confirmNow : t.confirmAt(format.moment(at, zone))}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

/** How many scenarios fail on a version; null when there are none. */
function useFailed(version: Version): number | null {
  const scenarios = useScenarios(version.id);
  const test = useTest(version, scenarios.data ?? '', true);
  if (!scenarios.data?.trim()) return null;
  return test.data?.failed ?? 0;
}

interface ConsequencesProps {
  programs: Programs;
  version: Version;
  at: string | null;
  zone: string;
}

function Consequences({ programs, version, at, zone }: ConsequencesProps) {
  const t = useWords(versionWords);
  const format = useFormat();
  const { live } = programs;
  const coming = nextSet(programs);
  const first = live.version === 0;
  return (
    <div>
      <Text fw={600}>{t.consequence}</Text>
      <List size="sm" spacing={2}>
        <List.Item>
          {first
            ? t.firstEver(version.version)
            : at === null
              ? t.fromNow(version.version)
              : t.fromThen(version.version, at)}
        </List.Item>
        {!first && live.id !== version.id && (
          <List.Item>{t.otherProgram(live.id, version.id)}</List.Item>
        )}
        <List.Item>{first ? t.keepsNone : t.keeps(live.version)}</List.Item>
        {coming && (
          <List.Item>{t.alsoSet(coming.version.version, format.moment(coming.at, zone))}</List.Item>
        )}
        {!first && <List.Item>{t.undo}</List.Item>}
      </List>
    </div>
  );
}

function Differences({ programs, version }: { programs: Programs; version: Version }) {
  const t = useWords(versionWords);
  const { live } = programs;
  const from = live.id === version.id && live.version > 0 ? live.version : null;
  const changes = useChanges(version, from);
  if (from === null) return null;
  return (
    <div>
      <Text fw={600} mb={4}>
        {t.ruleChanges}
      </Text>
      {changes.error && <ErrorNote error={changes.error} />}
      {changes.data && <Changes changes={changes.data.changes} />}
    </div>
  );
}
