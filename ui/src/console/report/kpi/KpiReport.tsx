import { useMemo } from 'react';

import { useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import type { FigureGroup } from '../figures/figure';
import { Figures, FiguresWaiting } from '../figures/Figures';
import { NoPurchases } from '../NoPurchases';
import { type Kpi, type KpiRow, useKpi } from '../queries';
import { useReport } from '../useReport';
import { GROUPS, METRICS } from './metrics';
import { kpiWords } from './words';

/** Figures of what members bought. */
export function KpiReport() {
  const query = useKpi(useReport());
  return (
    <Asked query={query} waiting={<Waiting />}>
      {(kpi) => (kpi.all.purchases === 0 && !kpi.compared ? <NoPurchases /> : <Told kpi={kpi} />)}
    </Asked>
  );
}

function Told({ kpi }: { kpi: Kpi }) {
  const t = useWords(kpiWords);
  const ofSegment = kpi.segment !== null;
  const groups = useMemo(() => grouped(t, ofSegment), [t, ofSegment]);
  return <Figures report={kpi} groups={groups} />;
}

function grouped(t: (typeof kpiWords)['en'], ofSegment: boolean): FigureGroup<KpiRow>[] {
  return GROUPS.map(({ name, metrics }) => ({
    title: t.groups[name],
    figures: metrics.map((key) => {
      const said = t.metrics[key] as { name: string; about: string; aboutSegment?: string };
      const about = (ofSegment && said.aboutSegment) || said.about;
      return { key, name: said.name, about, ...METRICS[key] };
    }),
  }));
}

function Waiting() {
  return <FiguresWaiting groups={GROUPS.map(({ metrics }) => metrics.length)} />;
}
