import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { answer, api } from '../../../api/client';
import { useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { LinkButton } from '../../common/LinkButton';
import { useMay } from '../../session/session';
import { Figures, FiguresWaiting } from '../figures/Figures';
import { byOf, compareOf, PATIENTLY } from '../queries';
import { type ReportAsked, sent, useReport } from '../useReport';
import { type Economics, grouped, SIZES } from './figures';
import { economicsWords } from './words';

function useEconomics(asked: ReportAsked) {
  const query = { ...sent(asked), by: byOf(asked.search.by), ...compareOf(asked) };
  return useQuery({
    queryKey: ['reports', 'economics', query],
    queryFn: ({ signal }) =>
      answer(api.GET('/v1/reports/economics', { params: { query }, signal })),
    ...PATIENTLY,
  });
}

/** What customers cost and bring: money spent on them, margin, messages, value. */
export function EconomicsReport() {
  const query = useEconomics(useReport());
  return (
    <Asked query={query} waiting={<FiguresWaiting groups={SIZES} />}>
      {(economics) => <Told economics={economics} />}
    </Asked>
  );
}

function Told({ economics }: { economics: Economics }) {
  const t = useWords(economicsWords);
  const { tile } = useReport();
  const groups = useMemo(() => grouped(t), [t]);
  return (
    <>
      {!tile && economics.lacks.length > 0 && <Lacks lacks={economics.lacks} />}
      <Figures report={economics} groups={groups} />
    </>
  );
}

/** Why figures are not known, and where that is mended. */
function Lacks({ lacks }: { lacks: Economics['lacks'] }) {
  const t = useWords(economicsWords);
  const may = useMay();
  return (
    <div>
      {lacks.map((lack) => (
        <Text key={lack} size="sm" c="dimmed">
          {t.lacks[lack]}
        </Text>
      ))}
      <Group gap="xs" my="xs">
        {lacks.includes('cost') && may('catalogue:write') && (
          <LinkButton size="xs" variant="default" to="/settings/$part" params={{ part: 'goods' }}>
            {t.goods}
          </LinkButton>
        )}
        <LinkButton size="xs" variant="default" to="/settings/$part" params={{ part: 'spend' }}>
          {t.spend}
        </LinkButton>
      </Group>
    </div>
  );
}
