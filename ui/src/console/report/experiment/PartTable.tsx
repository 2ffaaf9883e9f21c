import { Stack, Text, Title } from '@mantine/core';

import { useFormat, useWords } from '../../../i18n/language';
import { DataTable } from '../../common/DataTable';
import { useFigures } from './figures';
import { IntervalPlot } from './IntervalPlot';
import { type Analysis, type Arm, bounds, byLift, chance } from './verdict';
import { experimentWords } from './words';

interface Row {
  part: string;
  control: number | null;
  arm: Arm;
}

/** The same for each part of the members. */
export function PartTable({ analysis }: { analysis: Analysis }) {
  const t = useWords(experimentWords);
  const format = useFormat();
  const figures = useFigures(analysis.kind);
  const rows: Row[] = analysis.by.flatMap(({ value, control, arms }) =>
    arms.map((arm) => ({ part: value, control: control.mean, arm })),
  );
  const lifts = byLift(rows.map(({ arm }) => arm));
  const several = analysis.arms.length > 1;
  const name = ({ part, arm }: Row) => (several ? `${part}, ${arm.arm}` : part);
  const ends = ({ arm }: Row) => {
    const found = bounds(lifts ? arm.lift_ci : arm.ci);
    const write = lifts ? figures.signedShare : figures.signed;
    return found ? `${write(found[0])} … ${write(found[1])}` : '';
  };
  return (
    <Stack gap="xs" component="section">
      <Title order={2}>{t.parts}</Title>
      <Text c="dimmed">{t.partsAbout}</Text>
      <IntervalPlot
        title={t.partsIntervals}
        kind={analysis.kind}
        rows={rows.map((row) => ({ name: name(row), arm: row.arm }))}
      />
      <DataTable<Row>
        label={t.parts}
        rows={rows}
        rowKey={name}
        columns={[
          { key: 'part', head: t.part, cell: name },
          {
            key: 'n',
            head: t.members,
            number: true,
            cell: ({ arm }) => format.number(arm.n),
          },
          {
            key: 'mean',
            head: t.values[analysis.kind],
            number: true,
            cell: ({ arm }) => figures.value(arm.mean),
          },
          {
            key: 'control',
            head: t.control,
            number: true,
            cell: ({ control }) => figures.value(control),
          },
          {
            key: 'size',
            head: lifts ? t.lift : t.difference,
            number: true,
            cell: ({ arm }) => (lifts ? figures.signedShare(arm.lift) : figures.signed(arm.diff)),
          },
          { key: 'interval', head: t.interval, number: true, cell: ends },
          {
            key: 'p',
            head: t.chanceAdjusted,
            number: true,
            cell: ({ arm }) => figures.chance(chance(arm)),
          },
        ]}
      />
    </Stack>
  );
}
