import type { components } from '../../../api/schema';
import type { Column } from './file';

export type MetricKind = components['schemas']['ExperimentMetricKind'];
export const KINDS: MetricKind[] = ['proportion', 'mean', 'ratio'];

/** What is asked of a file; an empty text is not asked. */
export interface Choice {
  arm: string;
  control: string;
  metric: string;
  /** The column below a ratio. */
  under: string;
  kind: MetricKind;
  cuped: string;
  by: string;
  /** Shares of the arms as planned: `control=10,offer=90`. */
  split: string;
  /** Percentile values are held within. */
  cap: string;
  /** Units planned in all, for intervals that stay valid however often one looks. */
  planned: string;
}

const ARM =
  /^(arm|group|variant|version|treatment|bucket|cell|ab|test_group|групп|вариант|верси|ветк)/i;
const CONTROL = /^(control|ctrl|контрол|c$|holdout|baseline|base$|old|нет$|0$|false$|a$|а$)/i;
const METRIC =
  /(revenue|spend|spent|amount|sales|paid|bought|convert|conversion|purchase|order|click|retention|выруч|сумм|куп|покуп|оплат|конверс|заказ)/i;
const BEFORE = /(before|prior|pre(_|$)|^pre|past|history|до$|_до|до_|прошл|ранее)/i;
const ID = /^(id|user|member|customer|client|phone|.*_id|uid|ид|номер|клиент|участник)/i;

/** What is probably meant: the server says where a guess does not fit. */
export function guess(columns: Column[]): Choice {
  const groups = columns.filter((one) => one.values.length >= 2 && one.values.length <= 20);
  const arm = groups.find((one) => ARM.test(one.name)) ?? groups.find((one) => !one.number);
  const free = columns.filter(
    (one) => one !== arm && (one.number || one.flag) && !ID.test(one.name),
  );
  const now = free.filter((one) => !BEFORE.test(one.name));
  const metric = now.find((one) => METRIC.test(one.name)) ?? now[0] ?? free[0];
  const before = free.find((one) => one !== metric && isBefore(one.name, metric?.name));
  return {
    arm: arm?.name ?? '',
    control: controlOf(arm),
    metric: metric?.name ?? '',
    under: '',
    kind: metric?.flag ? 'proportion' : 'mean',
    cuped: metric?.flag ? '' : (before?.name ?? ''),
    by: '',
    split: '',
    cap: '',
    planned: '',
  };
}

/** The arm that is probably the control: by its name, else the first in order. */
export function controlOf(arm: Column | undefined): string {
  const values = arm?.values ?? [];
  return values.find((value) => CONTROL.test(value)) ?? [...values].sort()[0] ?? '';
}

/** `spend_before` is `spend` before. */
function isBefore(name: string, metric: string | undefined): boolean {
  return (
    metric !== undefined && BEFORE.test(name) && name.toLowerCase().includes(metric.toLowerCase())
  );
}

/** What is still to be chosen. */
export function isWhole(choice: Choice): boolean {
  const under = choice.kind !== 'ratio' || choice.under !== '';
  return choice.arm !== '' && choice.control !== '' && choice.metric !== '' && under;
}

/** The question as the call takes it. */
export function queryOf(choice: Choice) {
  const { arm, control, metric, under, kind, cuped, by, split, cap, planned } = choice;
  const plain = (text: string) => text.replaceAll(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return {
    arm,
    control,
    kind,
    metric: kind === 'ratio' ? `${metric}/${under}` : metric,
    ...(cuped && kind !== 'ratio' ? { cuped } : {}),
    ...(by ? { by } : {}),
    ...(split ? { split } : {}),
    ...(cap && kind !== 'proportion' ? { cap: plain(cap) } : {}),
    ...(planned ? { planned: plain(planned) } : {}),
  };
}
