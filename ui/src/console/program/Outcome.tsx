import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { useWords } from '../../i18n/language';
import { ErrorNote } from '../common/ErrorNote';
import { type TestReport, useScenarios, useTest, type Which } from './asks';
import { scenarioWords } from './words';

/** How the stored scenarios go on a version: a line that leads to them. */
export function Outcome({ which }: { which: Which }) {
  const t = useWords(scenarioWords);
  const scenarios = useScenarios(which.id);
  const test = useTest(which, scenarios.data ?? '', true);
  if (scenarios.data?.trim() === '') return null;
  if (test.error) return <ErrorNote error={test.error} again={() => void test.refetch()} />;
  if (!test.data)
    return (
      <Text size="sm" c="dimmed" role="status">
        {t.playing}
      </Text>
    );
  return (
    <Text size="sm" mt={4} role="status">
      <Anchor
        component={Link}
        to="/program/$part"
        params={{ part: 'scenarios' } as never}
        search={{ program: which.id, version: which.version } as never}
        c={test.data.failed > 0 ? 'var(--harm)' : 'var(--accent-ink)'}
      >
        <Counted report={test.data} />
      </Anchor>
    </Text>
  );
}

/** `3 fail, 22 pass`. */
export function Counted({ report }: { report: TestReport }) {
  const t = useWords(scenarioWords);
  if (report.failed === 0) return t.allPass(report.passed);
  return `${t.failed(report.failed)}, ${t.passed(report.passed)}`;
}
