import { Text } from '@mantine/core';

import { useWords } from '../../i18n/language';
import { useMay } from '../session/session';
import type { Programs, VersionFile } from './asks';
import { Outcome } from './Outcome';
import style from './Program.module.css';
import { standingOf } from './standing';
import { fileWords } from './words';

/** After saving: how the scenarios go on this version. */
export function NextStep({ programs, file }: { programs: Programs; file: VersionFile }) {
  const t = useWords(fileWords);
  const may = useMay();
  if (!may('programs:write') || standingOf(programs, file).is !== 'stored') return null;
  return (
    <section className={style.strip} aria-label={t.next}>
      <Text fw={600}>{t.next}</Text>
      <Outcome which={file} />
    </section>
  );
}
