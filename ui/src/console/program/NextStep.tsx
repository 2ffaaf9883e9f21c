import { Button, Group, Text } from '@mantine/core';

import { useWords } from '../../i18n/language';
import { useMay } from '../session/session';
import type { Programs, Version, VersionFile } from './asks';
import { Outcome } from './Outcome';
import style from './Program.module.css';
import { standingOf } from './standing';
import { fileWords, programWords } from './words';

interface Props {
  programs: Programs;
  file: VersionFile;
  publish: (version: Version) => void;
}

/** After saving: how the scenarios go on this version, and publishing it. */
export function NextStep({ programs, file, publish }: Props) {
  const t = useWords(fileWords);
  const program = useWords(programWords);
  const may = useMay();
  if (!may('programs:write') || standingOf(programs, file).is !== 'stored') return null;
  return (
    <section className={style.strip} aria-label={t.next}>
      <div>
        <Text fw={600}>{t.saved(file.version)}</Text>
        <Text size="sm" c="dimmed">
          {t.savedAbout}
        </Text>
        <Outcome which={file} />
      </div>
      <Group className={style.stripEnd ?? ''}>
        <Button size="xs" onClick={() => publish(file)}>
          {program.publish}
        </Button>
      </Group>
    </section>
  );
}
