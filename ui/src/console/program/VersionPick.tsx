import { Badge, Group, Select } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';

import { useFormat, useWords } from '../../i18n/language';
import { partOf } from './address';
import type { Programs, Version } from './asks';
import { type Standing, standingOf } from './standing';
import { programWords } from './words';

interface Props {
  programs: Programs;
  version: Version;
  /** The program's clocks. */
  zone: string | undefined;
}

/** Which version is looked at, where it stands, and the others to look at. */
export function VersionPick({ programs, version, zone }: Props) {
  const t = useWords(programWords);
  const navigate = useNavigate();
  const { part } = useParams({ strict: false });
  const several = new Set(programs.items.map(({ id }) => id)).size > 1;
  const standing = standingOf(programs, version);
  return (
    <Group gap="xs" mt={4}>
      <Select
        size="xs"
        w={several ? 220 : 136}
        aria-label={t.choose}
        allowDeselect={false}
        value={`${version.id} ${version.version}`}
        data={[...programs.items].reverse().map((item) => ({
          value: `${item.id} ${item.version}`,
          label: several ? `${item.id} · ${t.versionLower(item.version)}` : t.version(item.version),
        }))}
        onChange={(value) => {
          const [program, number] = (value ?? '').split(' ');
          if (!program) return;
          void navigate({
            to: '/program/$part',
            params: { part: partOf(part) },
            search: { program, version: Number(number) },
          });
        }}
      />
      <StandingBadge standing={standing} />
      <StandingText standing={standing} version={version} zone={zone} />
    </Group>
  );
}

/** Where a version stands, in a word. */
export function StandingBadge({ standing }: { standing: Standing }) {
  const t = useWords(programWords);
  const look = {
    live: { color: 'green', variant: 'filled' },
    set: { color: 'yellow', variant: 'light' },
    past: { color: 'gray', variant: 'light' },
    stored: { color: 'gray', variant: 'outline' },
  } as const;
  return (
    <Badge
      {...look[standing.is]}
      size="sm"
      radius="sm"
      styles={{
        label: { textTransform: 'none', fontWeight: 550 },
        ...(standing.is === 'set'
          ? { root: { background: 'var(--wait-soft)', color: 'var(--wait)' } }
          : standing.is === 'live'
            ? {}
            : { root: { color: 'var(--ink-2)' } }),
      }}
    >
      {t[standing.is]}
    </Badge>
  );
}

interface StandingProps {
  standing: Standing;
  version: Version;
  /** The program's clocks. */
  zone: string | undefined;
}

/** Since when, from when or till when a version decides. */
export function StandingText({ standing, version, zone }: StandingProps) {
  const t = useWords(programWords);
  const format = useFormat();
  if (standing.is === 'live')
    return <>{standing.since && t.liveSince(format.date(standing.since))}</>;
  if (standing.is === 'set') return <>{t.setFor(format.moment(standing.at, zone))}</>;
  if (standing.is === 'stored') return <>{t.storedAt(format.relative(version.stored_at))}</>;
  return <>{t.pastFromTo(format.date(standing.from), format.date(standing.to))}</>;
}
