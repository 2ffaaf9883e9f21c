import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { answer, api } from '../../../api/client';
import { useLanguage, useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { Figures, FiguresWaiting } from '../figures/Figures';
import { byOf, compareOf, PATIENTLY } from '../queries';
import { type ReportAsked, sent, useReport } from '../useReport';
import { grouped, type Program, SIZES } from './figures';
import { programWords } from './words';

function useProgram(asked: ReportAsked) {
  const query = { ...sent(asked), by: byOf(asked.search.by), ...compareOf(asked) };
  return useQuery({
    queryKey: ['reports', 'program', query],
    queryFn: ({ signal }) => answer(api.GET('/v1/reports/program', { params: { query }, signal })),
    ...PATIENTLY,
  });
}

/** Who takes part, what offers cost, what became of points and what is owed for them. */
export function ProgramReport() {
  const query = useProgram(useReport());
  return (
    <Asked query={query} waiting={<FiguresWaiting groups={SIZES} />}>
      {(program) => <Told program={program} />}
    </Asked>
  );
}

function Told({ program }: { program: Program }) {
  const t = useWords(programWords);
  const { language } = useLanguage();
  const groups = useMemo(() => grouped(program, t, language), [program, t, language]);
  return <Figures report={program} groups={groups} />;
}
