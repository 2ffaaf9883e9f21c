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
import { useStartRollout } from './rollout/asks';
import { useWhom } from './rollout/RolloutCard';
import { EVERYBODY, toOf, type Whom } from './rollout/whom';
import { WhomFields } from './rollout/WhomFields';
import { rolloutWords } from './rollout/words';
import { nextSet, standingOf } from './standing';
import { versionWords } from './words';

interface Props {
  programs: Programs;
  version: Version;
  close: () => void;
}

/** Publishing: for whom and when, what changes in words, how the scenarios go; then the deed. */
export function PublishDialog({ programs, version, close }: Props) {
  const t = useWords(versionWords);
  const roll = useWords(rolloutWords);
  const common = useWords(commonWords);
  const format = useFormat();
  const zone = useVersion(version).data?.about?.time_zone ?? 'UTC';
  const firstEver = programs.live.version === 0;
  const [later, setLater] = useState(false);
  const [local, setLocal] = useState<Local | null>(null);
  const [seen, setSeen] = useState(false);
  const [whom, setWhom] = useState<Whom>(EVERYBODY);
  const publish = usePublish();
  const start = useStartRollout();
  const failed = useFailed(version);
  const wanted = local ?? nextMonday(localOf(new Date(), zone).date);
  const at = later ? instantOf(wanted, zone) : null;
  const past = at !== null && isPast(at);
  const back = standingOf(programs, version).is === 'past';
  const part = whom.way !== 'everybody';
  const to = toOf(whom);
  const startForPart = () =>
    to &&
    start.mutate(
      { which: version, to, at },
      {
        onSuccess: () => {
          notifications.show({ message: roll.started(version.version), color: 'green' });
          close();
        },
      },
    );
  const publishForAll = () =>
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
        {!firstEver && programs.live.id === version.id && (
          <WhomFields
            ways={['everybody', 'percent', 'stores', 'segment']}
            whom={whom}
            change={setWhom}
          />
        )}
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
          whom={whom}
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
        {start.error && <ErrorNote error={start.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {common.cancel}
          </Button>
          <Button
            onClick={part ? startForPart : publishForAll}
            loading={publish.isPending || start.isPending}
            disabled={past || to === null || ((failed ?? 0) > 0 && !seen)}
          >
            {at === null
              ? part
                ? roll.confirmStart
                : t.confirmNow
              : (part ? roll.confirmStartAt : t.confirmAt)(format.moment(at, zone))}
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
  whom: Whom;
  at: string | null;
  zone: string;
}

function Consequences({ programs, version, whom, at, zone }: ConsequencesProps) {
  const t = useWords(versionWords);
  const format = useFormat();
  const { live } = programs;
  const coming = nextSet(programs);
  const first = live.version === 0;
  const roll = useWords(rolloutWords);
  const told = useWhom();
  const to = whom.way === 'everybody' ? null : toOf(whom);
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
        {to && <List.Item>{roll.begins(version.version, told(to), live.version)}</List.Item>}
        {!first && live.id !== version.id && (
          <List.Item>{t.otherProgram(live.id, version.id)}</List.Item>
        )}
        <List.Item>{first ? t.keepsNone : t.keeps(live.version)}</List.Item>
        {coming && (
          <List.Item>{t.alsoSet(coming.version.version, format.moment(coming.at, zone))}</List.Item>
        )}
        {!first && !to && <List.Item>{t.undo}</List.Item>}
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
