import { useFormat, useWords } from '../../../i18n/language';
import { DataTable } from '../../common/DataTable';
import { useFigures } from './figures';
import { type Analysis, type Arm, bounds, chance } from './verdict';
import { experimentWords } from './words';

/** A row: the control without a difference, or an arm. */
interface Row {
  name: string;
  n: number;
  mean: number | null;
  arm: Arm | null;
}

interface Props {
  analysis: Analysis;
  /** The control's name. */
  control: string;
  /** What tells it from other tables of the page. */
  label?: string;
}

/** Every group with its figures. */
export function ArmTable({ analysis, control, label }: Props) {
  const t = useWords(experimentWords);
  const format = useFormat();
  const figures = useFigures(analysis.kind);
  const base = {
    name: control === t.isControl ? control : `${control} (${t.isControl})`,
    ...analysis.control,
    arm: null,
  };
  const arms = analysis.arms.map((arm) => ({ name: arm.arm, n: arm.n, mean: arm.mean, arm }));
  const ends = (of: number[] | null | undefined, write: (value: number) => string) => {
    const found = bounds(of);
    return found ? `${write(found[0])} … ${write(found[1])}` : '';
  };
  const adjusted = analysis.arms.some((arm) => arm.p_adjusted !== null);
  const always = analysis.arms.some((arm) => bounds(arm.always_valid_ci));
  return (
    <DataTable<Row>
      label={label ?? t.groups}
      rows={[base, ...arms]}
      rowKey={({ name }) => name}
      columns={[
        { key: 'group', head: t.group, cell: ({ name }) => name },
        { key: 'n', head: t.members, number: true, cell: ({ n }) => format.number(n) },
        {
          key: 'mean',
          head: t.values[analysis.kind],
          number: true,
          cell: ({ mean }) => figures.value(mean),
        },
        {
          key: 'diff',
          head: t.difference,
          number: true,
          cell: ({ arm }) => arm && figures.signed(arm.diff),
        },
        {
          key: 'ci',
          head: t.interval,
          number: true,
          cell: ({ arm }) => arm && ends(arm.ci, figures.signed),
        },
        {
          key: 'lift',
          head: t.lift,
          number: true,
          cell: ({ arm }) => arm && figures.signedShare(arm.lift),
        },
        {
          key: 'lift_ci',
          head: t.liftInterval,
          number: true,
          cell: ({ arm }) => arm && ends(arm.lift_ci, figures.signedShare),
        },
        {
          key: 'p',
          head: adjusted ? t.chanceAdjusted : t.chance,
          number: true,
          cell: ({ arm }) => arm && figures.chance(chance(arm)),
        },
        ...(always
          ? [
              {
                key: 'always',
                head: t.always,
                number: true,
                cell: ({ arm }: Row) => arm && ends(arm.always_valid_ci, figures.signed),
              },
            ]
          : []),
      ]}
    />
  );
}
