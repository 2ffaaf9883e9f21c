import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { answer, api } from '../../../api/client';
import { useFormat, useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { Empty } from '../../common/Empty';
import { Choice, Choices } from '../Choices';
import { Figures, FiguresWaiting } from '../figures/Figures';
import { byOf, compareOf, opinionOf, OPINIONS, PATIENTLY } from '../queries';
import { type ReportAsked, sent, useReport } from '../useReport';
import { grouped, type Opinions, SIZE } from './figures';
import { opinionWords } from './words';

function useOpinions(asked: ReportAsked) {
  const { search } = asked;
  const query = {
    ...sent(asked),
    of: opinionOf(search.of),
    by: byOf(search.by),
    ...compareOf(asked),
  };
  return useQuery({
    queryKey: ['reports', 'opinions', query],
    queryFn: ({ signal }) => answer(api.GET('/v1/reports/opinions', { params: { query }, signal })),
    ...PATIENTLY,
  });
}

/** What members say: whether they would recommend, are satisfied, had to make an effort. */
export function OpinionsReport() {
  const t = useWords(opinionWords);
  const asked = useReport();
  const query = useOpinions(asked);
  const of = opinionOf(asked.search.of);
  return (
    <>
      <Choices>
        <Choice label={t.asked} name="of" value={of} words={OPINIONS} said={t.ofs} />
      </Choices>
      <Asked query={query} waiting={<FiguresWaiting groups={[SIZE]} />}>
        {(opinions) =>
          opinions.all.answers === 0 && !opinions.compared?.all.answers ? (
            <Empty title={t.empty} about={t.emptyAbout(opinions.event)} />
          ) : (
            <Told opinions={opinions} />
          )
        }
      </Asked>
    </>
  );
}

function Told({ opinions }: { opinions: Opinions }) {
  const t = useWords(opinionWords);
  const format = useFormat();
  const { tile } = useReport();
  const groups = useMemo(() => [grouped(opinions, t)], [opinions, t]);
  const { nps_low: low, nps_high: high } = opinions.all;
  return (
    <>
      <Figures report={opinions} groups={groups} />
      {!tile && low != null && high != null && (
        <Text size="sm" c="dimmed">
          {t.interval(format.number(Math.round(low)), format.number(Math.round(high)))}
        </Text>
      )}
    </>
  );
}
