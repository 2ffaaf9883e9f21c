import { Code, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { useWords } from '../../i18n/language';
import type { Counted } from './queries';
import style from './Segment.module.css';
import { segmentWords } from './words';

/** What stands on a segment: others that are made of it, and rules of programs that name it. */
export function Users({ segment }: { segment: Counted }) {
  const t = useWords(segmentWords);
  const { used_by: segments, programs } = segment;
  if (segments.length === 0 && programs.length === 0) return null;
  return (
    <section className={style.card} aria-label={t.users}>
      <Title order={2} size="h5" mb={4}>
        {t.users}
      </Title>
      {segments.map((id) => (
        <div key={id}>
          {t.ofSegment}{' '}
          <Link to="/segments/$id" params={{ id }}>
            {id}
          </Link>
        </div>
      ))}
      {programs.map(({ program, version, paths }) => (
        <div key={`${program} ${version}`}>
          {t.ofProgram}{' '}
          <Link to="/program/$part" params={{ part: 'file' }} search={{ program, version }}>
            {program}, {t.version(version)}
          </Link>
          {paths.map((path) => (
            <Text key={path} size="sm">
              <Code>{path}</Code>
            </Text>
          ))}
        </div>
      ))}
      <Text size="sm" c="dimmed" mt={6}>
        {t.usersAbout}
      </Text>
    </section>
  );
}
