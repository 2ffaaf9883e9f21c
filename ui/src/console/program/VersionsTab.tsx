import { Badge, Button, Group, Select, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';

import { useFormat, useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { type Column, DataTable } from '../common/DataTable';
import { type Doer, useDoer } from '../common/doer';
import { useMay } from '../session/session';
import type { ProgramSearch } from './address';
import {
  type Programs,
  type Publication,
  useChanges,
  type Version,
  type VersionFile,
} from './asks';
import { CancelDialog } from './CancelDialog';
import { Changes } from './Changes';
import style from './Program.module.css';
import { type Rollout, useRollout } from './rollout/asks';
import { RolloutCard } from './rollout/RolloutCard';
import { rolloutWords } from './rollout/words';
import { comingOf, isLive, standingOf } from './standing';
import { startWords } from './start/words';
import { programWords, versionWords } from './words';
import { StandingBadge, StandingText } from './VersionPick';

interface Props {
  programs: Programs;
  file: VersionFile;
  publish: (version: Version) => void;
}

/** Every version, newest first, and what the one looked at says differently. */
export function VersionsTab({ programs, file, publish }: Props) {
  const t = useWords(versionWords);
  const start = useWords(startWords);
  const may = useMay();
  const navigate = useNavigate();
  const [cancelling, setCancelling] = useState<Cancelling | null>(null);
  const rollout = useRollout(file.id).data ?? null;
  const zone = file.about?.time_zone;
  const columns = useColumns(programs, rollout, zone, publish, setCancelling);
  return (
    <Stack gap="xl">
      <DataTable
        label={t.list}
        columns={columns}
        rows={[...programs.items].reverse()}
        rowKey={(row) => `${row.id} ${row.version}`}
        open={(row) =>
          void navigate({
            to: '/program/$part',
            params: { part: 'versions' },
            search: { program: row.id, version: row.version },
          })
        }
      />
      {cancelling && (
        <CancelDialog programs={programs} {...cancelling} close={() => setCancelling(null)} />
      )}
      {rollout && <RolloutCard rollout={rollout} zone={zone} />}
      <Compared programs={programs} file={file} />
      {may('programs:write') && (
        <Group>
          <Button
            variant="default"
            size="xs"
            component={Link}
            to="/program"
            search={{ ready: 'all' } as never}
          >
            {start.another}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** A publication to be taken back, and of which version it is. */
interface Cancelling {
  version: Version;
  publication: Publication;
}

function useColumns(
  programs: Programs,
  rollout: Rollout | null,
  zone: string | undefined,
  publish: (version: Version) => void,
  cancel: (cancelling: Cancelling) => void,
): Column<Version>[] {
  const t = useWords(versionWords);
  const words = useWords(programWords);
  const roll = useWords(rolloutWords);
  const format = useFormat();
  const may = useMay();
  const rolledOut = (row: Version) =>
    rollout?.running === true && rollout.id === row.id && rollout.version === row.version;
  const several = new Set(programs.items.map(({ id }) => id)).size > 1;
  return [
    {
      key: 'version',
      head: t.version,
      cell: (row) => (
        <Text fw={550} span className={style.nowrap ?? ''}>
          {several ? `${row.id} · ${words.versionLower(row.version)}` : words.version(row.version)}
        </Text>
      ),
    },
    {
      key: 'standing',
      minor: true,
      head: t.standing,
      cell: (row) =>
        rolledOut(row) ? (
          <Badge
            size="sm"
            radius="sm"
            variant="light"
            styles={{ label: { textTransform: 'none' } }}
          >
            {roll.badge}
          </Badge>
        ) : (
          <StandingBadge standing={standingOf(programs, row)} />
        ),
    },
    {
      key: 'period',
      head: t.period,
      cell: (row) => (
        <>
          <StandingText standing={standingOf(programs, row)} version={row} zone={zone} />
          <By who={row.publications.at(-1)?.published_by} />
        </>
      ),
    },
    {
      key: 'saved',
      head: t.saved,
      minor: true,
      cell: (row) => (
        <>
          {format.dateTime(row.stored_at)}
          <By who={row.stored_by} />
        </>
      ),
    },
    {
      key: 'publish',
      head: <VisuallyHidden>{words.publish}</VisuallyHidden>,
      number: true,
      cell: (row) =>
        may('programs:write') &&
        // One at a time: the card below says what can be done with the version that is rolled out.
        !rollout?.running && (
          <Deeds programs={programs} version={row} publish={publish} cancel={cancel} />
        ),
    },
  ];
}

/** Who did it, under what they did. */
function By({ who }: { who: Doer | undefined }) {
  const t = useWords(versionWords);
  const doer = useDoer();
  return (
    who && (
      <Text size="xs" c="dimmed">
        {t.by(doer(who))}
      </Text>
    )
  );
}

interface DeedsProps {
  programs: Programs;
  version: Version;
  publish: (version: Version) => void;
  cancel: (cancelling: Cancelling) => void;
}

/** What can be done with a version; the row itself leads to its rules. */
function Deeds({ programs, version, publish, cancel }: DeedsProps) {
  const t = useWords(versionWords);
  const words = useWords(programWords);
  const next = comingOf(programs, version)[0];
  const past = standingOf(programs, version).is === 'past';
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap" onClick={(event) => event.stopPropagation()}>
      {next && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t.cancelLabel(version.version)}
          onClick={() => cancel({ version, publication: next })}
        >
          {t.cancel}
        </Button>
      )}
      {!isLive(programs, version) && (
        <Button size="compact-sm" variant="default" onClick={() => publish(version)}>
          {past ? words.rollBack : words.publish}
        </Button>
      )}
    </Group>
  );
}

function Compared({ programs, file }: { programs: Programs; file: VersionFile }) {
  const t = useWords(versionWords);
  const words = useWords(programWords);
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as ProgramSearch;
  const others = programs.items.filter(
    ({ id, version }) => id === file.id && version !== file.version,
  );
  const before = others.filter(({ version }) => version < file.version).at(-1);
  const wanted = others.find(({ version }) => version === search.from);
  const from = (wanted ?? before ?? null)?.version ?? null;
  const changes = useChanges(file, from);
  return (
    <section>
      <Group justify="space-between" mb="sm">
        <Title order={2}>
          {from === null ? words.version(file.version) : t.changes(file.version, from)}
        </Title>
        {others.length > 0 && (
          <Select
            size="xs"
            w={180}
            aria-label={t.against}
            placeholder={t.against}
            allowDeselect={false}
            value={from === null ? null : String(from)}
            data={[...others].reverse().map(({ version }) => ({
              value: String(version),
              label: words.version(version),
            }))}
            onChange={(value) =>
              void navigate({
                to: '/program/$part',
                params: { part: 'versions' },
                search: {
                  program: file.id,
                  version: file.version,
                  from: Number(value),
                },
              })
            }
          />
        )}
      </Group>
      {from === null ? (
        <Text c="dimmed">{t.first}</Text>
      ) : (
        <Asked query={changes}>{({ changes: all }) => <Changes changes={all} />}</Asked>
      )}
    </section>
  );
}
