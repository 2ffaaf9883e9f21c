import { Button, Stack, Text, Title } from '@mantine/core';

import { useFormat, useWords } from '../../../i18n/language';
import { DataTable } from '../../common/DataTable';
import { commonWords } from '../../common/words';
import type { ReportAsked } from '../useReport';
import { ANYWAY, type Clv, type Gate } from './queries';
import { clvWords } from './words';

/** There is too little, and what would be enough. */
export function Gates({ clv, asked }: { clv: Clv; asked: ReportAsked }) {
  const t = useWords(clvWords);
  const common = useWords(commonWords);
  const format = useFormat();
  const most = ({ what }: Gate) => what === 'days_since_last';
  return (
    <Stack gap="sm" maw={640}>
      <Title order={2}>{t.tooLittle}</Title>
      <Text>{t.tooLittleAbout}</Text>
      <DataTable<Gate>
        label={t.tooLittle}
        rows={clv.gates}
        rowKey={({ what }) => what}
        columns={[
          {
            key: 'what',
            head: t.what,
            cell: ({ what }) => t.gates[what as keyof typeof t.gates] ?? what,
          },
          {
            key: 'needed',
            head: t.needed,
            number: true,
            cell: (gate) => {
              const needed = format.number(gate.needed);
              return most(gate) ? t.neededMost(needed) : needed;
            },
          },
          {
            key: 'found',
            head: t.found,
            number: true,
            cell: ({ found }) => format.number(found),
          },
          {
            key: 'enough',
            head: t.enough,
            cell: ({ passed }) => (passed ? common.yes : common.no),
          },
        ]}
      />
      <div>
        <Button variant="default" onClick={() => asked.change({ fit: ANYWAY })}>
          {t.anyway}
        </Button>
      </div>
    </Stack>
  );
}
