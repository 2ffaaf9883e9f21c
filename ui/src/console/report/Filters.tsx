import { Group, SegmentedControl, Select, TextInput } from '@mantine/core';

import { useLanguage, useWords } from '../../i18n/language';
import { shift, today } from '../home/period';
import { useSegments } from '../segment/queries';
import type { Filter } from './pages';
import { SPANS } from './search';
import { type ReportAsked, useReport } from './useReport';
import { reportWords } from './words';

/** Dates of one's own, in the control of presets. */
const OWN = 'own';
/** Days shown first as one's own where everything was asked before. */
const YEAR = 364;

/** Which days, of whom, beside what: those of these that a report has. */
export function Filters({ filters }: { filters: readonly Filter[] }) {
  const asked = useReport();
  return (
    <Group gap="xs">
      {filters.includes('segment') && <SegmentPick asked={asked} />}
      {filters.includes('compare') && <ComparePick asked={asked} />}
      {filters.includes('period') && <PeriodPick asked={asked} />}
    </Group>
  );
}

function PeriodPick({ asked: { span, change } }: { asked: ReportAsked }) {
  const t = useWords(reportWords);
  const from = span.from ?? shift(span.to, -YEAR);
  const pick = (value: string) =>
    value === OWN
      ? change({ days: undefined, from, to: span.to })
      : change({ days: value, from: undefined, to: undefined });
  const day = (name: 'from' | 'to', value: string) =>
    value && change({ from, to: span.to, [name]: value });
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t.period}
        value={span.preset ?? OWN}
        onChange={pick}
        data={[
          ...SPANS.map((value) => ({ value, label: t.spans[value] })),
          { value: OWN, label: t.spans.own },
        ]}
      />
      {!span.preset && (
        <Group gap={4} wrap="nowrap">
          <TextInput
            type="date"
            size="xs"
            aria-label={t.from}
            value={from}
            max={span.to}
            onChange={(event) => day('from', event.currentTarget.value)}
          />
          <TextInput
            type="date"
            size="xs"
            aria-label={t.to}
            value={span.to}
            min={from}
            max={today()}
            onChange={(event) => day('to', event.currentTarget.value)}
          />
        </Group>
      )}
    </>
  );
}

function SegmentPick({ asked: { segment, change } }: { asked: ReportAsked }) {
  const t = useWords(reportWords);
  const segments = useSegmentNames(segment);
  return (
    <Select
      size="xs"
      w={180}
      searchable
      clearable
      aria-label={t.segment}
      placeholder={t.everybody}
      data={segments}
      value={segment ?? null}
      onChange={(next) => change({ segment: next ?? undefined })}
    />
  );
}

const PREVIOUS = 'previous';

function ComparePick({ asked: { span, segment, compare, change } }: { asked: ReportAsked }) {
  const t = useWords(reportWords);
  const segments = useSegmentNames(compare?.replace('segment:', ''));
  const others = segments.filter(({ value }) => value !== segment && value !== PREVIOUS);
  return (
    <Select
      size="xs"
      w={200}
      searchable
      clearable
      aria-label={t.compare}
      placeholder={t.compareNothing}
      data={[
        { value: PREVIOUS, label: t.comparePrevious, disabled: !span.from },
        ...others.map(({ value, label }) => ({
          value: `segment:${value}`,
          label: t.compareSegment(label),
        })),
      ]}
      value={compare ?? null}
      onChange={(next) => change({ compare: next ?? undefined })}
    />
  );
}

/** Saved segments to choose from; one that the address names is there before they have come. */
function useSegmentNames(named: string | undefined) {
  const { language } = useLanguage();
  const { data } = useSegments();
  const all = (data?.items ?? []).map(({ id, name }) => ({
    value: id,
    label: name[language] ?? id,
  }));
  if (named && all.every(({ value }) => value !== named)) all.push({ value: named, label: named });
  return all;
}
