import { Group, SegmentedControl, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMemo } from 'react';

import type { Formats } from '../../../format/formats';
import { statistics } from '../../../format/statistics';
import { useFormat, useLanguage, useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { axis, frame, type Look } from '../../plot/look';
import { Plot } from '../../plot/Plot';
import type { ReportAsked } from '../useReport';
import { agrees } from './agree';
import style from './Clv.module.css';
import { asking, type Clv, type Holdout, TESTS, useTest } from './queries';
import { clvWords } from './words';

/** The model against a time it has not seen. */
export function Test({ asked }: { asked: ReportAsked }) {
  const t = useWords(clvWords);
  const query = useTest(asked, true);
  return (
    <Stack gap="xs" component="section" aria-label={t.test}>
      <Group justify="space-between" gap="xs">
        <Title order={2}>{t.test}</Title>
        <Group gap={8}>
          <Text size="sm" c="dimmed">
            {t.testOn}
          </Text>
          <SegmentedControl
            size="xs"
            aria-label={t.testOn}
            value={asking(asked).test}
            onChange={(test) => asked.change({ test })}
            data={TESTS.map((value) => ({ value, label: t.horizons[value] }))}
          />
        </Group>
      </Group>
      <Asked query={query} waiting={<Skeleton height={300} />}>
        {(clv) =>
          clv.holdout ? (
            <Held clv={clv} holdout={clv.holdout} />
          ) : (
            <Text c="dimmed">{t.noTest}</Text>
          )
        }
      </Asked>
    </Stack>
  );
}

function Held({ clv, holdout }: { clv: Clv; holdout: Holdout }) {
  const t = useWords(clvWords);
  const format = useFormat();
  const { language } = useLanguage();
  const drawn = useMemo(() => tenths(holdout, t, format), [holdout, t, format]);
  const error = statistics(language, false).signedShare(holdout.total_error);
  return (
    <>
      <p className={style.says}>
        {t.testSays(
          format.number(Math.round(holdout.expected)),
          format.number(holdout.actual),
          error,
        )}{' '}
        {agrees(holdout) ? t.good : t.bad}
      </p>
      <Text c="dimmed" size="sm">
        {t.testAbout(format.date(clv.calibration_end), format.number(Math.round(holdout.weeks)))}
      </Text>
      <Plot title={t.deciles} height={260} {...drawn} />
    </>
  );
}

function tenths({ deciles }: Holdout, t: (typeof clvWords)['en'], format: Formats) {
  const exact = (value: number) => format.number(Number(value.toFixed(3)));
  const bar = (name: string, color: string, data: number[]) => ({
    name,
    type: 'bar',
    barMaxWidth: 22,
    itemStyle: { color },
    data,
  });
  return {
    option: (look: Look) => ({
      ...frame(look),
      tooltip: { ...(frame(look).tooltip as object), valueFormatter: exact },
      xAxis: {
        type: 'category',
        data: deciles.map(({ decile }) => decile),
        ...axis(look),
        splitLine: { show: false },
      },
      yAxis: {
        type: 'value',
        ...axis(look),
        axisLine: { show: false },
        axisLabel: { ...axis(look).axisLabel, formatter: (value: number) => format.short(value) },
      },
      series: [
        bar(
          t.expected,
          look.soft,
          deciles.map(({ expected }) => expected),
        ),
        bar(
          t.actual,
          look.accent,
          deciles.map(({ actual }) => actual),
        ),
      ],
    }),
    data: {
      head: [t.decile, t.members, t.expected, t.actual],
      rows: deciles.map(({ decile, members, expected, actual }) => [
        decile,
        members,
        Number(expected.toFixed(4)),
        Number(actual.toFixed(4)),
      ]),
    },
    legend: [
      [t.expected, '--plot-2'],
      [t.actual, '--accent'],
    ] as [string, string][],
  };
}
