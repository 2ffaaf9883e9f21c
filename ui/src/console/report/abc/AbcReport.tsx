import { Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { answer, api } from '../../../api/client';
import type { components } from '../../../api/schema';
import { useFormat, useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { DataTable } from '../../common/DataTable';
import { useMay } from '../../session/session';
import { About } from '../About';
import { Choice, Choices } from '../Choices';
import { MemberLabel } from '../MemberLabel';
import { NoPurchases } from '../NoPurchases';
import { PATIENTLY } from '../queries';
import { ReportPlot } from '../ReportPlot';
import style from '../Report.module.css';
import { type ReportAsked, sent, useReport } from '../useReport';
import { drawCurve } from './curve';
import { abcWords } from './words';

type Abc = components['schemas']['AbcReport'];
type Class = components['schemas']['AbcClass'];
type Item = components['schemas']['AbcItem'];

const OFS = ['products', 'members'] as const;
type Of = (typeof OFS)[number];

/** Items whose rows are shown; each member is asked for its name. */
const TOP = { products: '100', members: '20' };

const ofWhat = ({ search }: ReportAsked): Of => OFS.find((one) => one === search.of) ?? 'products';

function useAbc(asked: ReportAsked) {
  const of = ofWhat(asked);
  const query = { ...sent(asked), of, top: TOP[of] };
  return useQuery({
    queryKey: ['reports', 'abc', query],
    queryFn: ({ signal }) => answer(api.GET('/v1/reports/abc', { params: { query }, signal })),
    ...PATIENTLY,
  });
}

/** The few members or goods that carry most, and how even they are. */
export function AbcReport() {
  const t = useWords(abcWords);
  const asked = useReport();
  const query = useAbc(asked);
  return (
    <>
      <Choices>
        <Choice label={t.of} name="of" value={ofWhat(asked)} words={OFS} said={t.ofs} />
      </Choices>
      <Asked query={query} waiting={<Skeleton height={420} />}>
        {(abc) => (count(abc) === 0 ? <NoPurchases /> : <Weighed abc={abc} />)}
      </Asked>
    </>
  );
}

/** Items of all classes. */
function count({ classes }: Abc): number {
  return classes.reduce((sum, { items }) => sum + items, 0);
}

function money({ classes }: Abc): number {
  return classes.reduce((sum, { revenue }) => sum + Number(revenue), 0);
}

function Weighed({ abc }: { abc: Abc }) {
  const t = useWords(abcWords);
  const format = useFormat();
  const of: Of = abc.of === 'members' ? 'members' : 'products';
  const drawn = useMemo(() => drawCurve(abc.curve, of, t, format), [abc, of, t, format]);
  const [all, whole] = [count(abc), money(abc)];
  const share = (part: number, of: number) => format.share(of === 0 ? null : part / of);
  const { tile } = useReport();
  const curve = <ReportPlot title={t.curve[of]} height={300} {...drawn} />;
  const [first, last] = [abc.classes[0], abc.classes.at(-1)];
  return (
    <Stack gap="lg">
      <Text size="md">
        {first &&
          t.says[of](
            first.items,
            format.number(first.items),
            format.number(all),
            share(first.items, all),
            share(Number(first.revenue), whole),
          )}{' '}
        {last && last.items > 0 && (
          <>{t.tail(format.number(last.items), share(Number(last.revenue), whole))}</>
        )}
      </Text>
      {tile ? (
        curve
      ) : (
        <>
          <div className={style.beside}>
            {curve}
            <Classes abc={abc} of={of} all={all} whole={whole} />
          </div>
          <Heaviest abc={abc} of={of} whole={whole} />
        </>
      )}
      <About text={t.about} asOf={abc.as_of} />
    </Stack>
  );
}

interface Parts {
  abc: Abc;
  of: Of;
  whole: number;
}

function Classes({ abc, of, all, whole }: Parts & { all: number }) {
  const t = useWords(abcWords);
  const format = useFormat();
  return (
    <DataTable<Class>
      label={t.classes}
      rows={abc.classes}
      rowKey={(row) => row.class}
      columns={[
        { key: 'class', head: t.class, cell: (row) => <b>{row.class}</b> },
        {
          key: 'items',
          head: t.items[of],
          number: true,
          cell: ({ items }) => format.number(items),
        },
        {
          key: 'share',
          head: t.itemShare,
          number: true,
          cell: ({ items }) => format.share(all === 0 ? null : items / all),
        },
        {
          key: 'money',
          head: t.money,
          number: true,
          cell: ({ revenue }) => format.wholeMoney(revenue, abc.currency),
        },
        {
          key: 'moneyShare',
          head: t.moneyShare,
          number: true,
          cell: ({ revenue }) => format.share(whole === 0 ? null : Number(revenue) / whole),
        },
        {
          key: 'even',
          head: t.even,
          number: true,
          cell: (row) => [row.x, row.y, row.z].map((count) => format.number(count)).join(' / '),
        },
      ]}
    />
  );
}

function Heaviest({ abc, of, whole }: Parts) {
  const t = useWords(abcWords);
  const format = useFormat();
  const may = useMay()('members:read');
  const rows = abc.each ?? [];
  if (rows.length === 0) return null;
  const leads = of === 'members' && may;
  return (
    <Stack gap="xs" component="section">
      <Title order={2}>{t.heaviest[of]}</Title>
      <DataTable<Item>
        label={t.heaviest[of]}
        rows={rows}
        rowKey={({ id }) => id}
        {...(leads ? { href: ({ id }: Item) => `/members/${id}` } : {})}
        columns={[
          {
            key: 'item',
            head: t.item[of],
            cell: ({ id, name }) => (leads ? <MemberLabel id={id} /> : (name ?? id)),
          },
          {
            key: 'money',
            head: t.money,
            number: true,
            cell: ({ revenue }) => format.money(revenue, abc.currency),
          },
          {
            key: 'share',
            head: t.moneyShare,
            number: true,
            cell: ({ revenue }) => format.share(whole === 0 ? null : Number(revenue) / whole),
          },
          { key: 'both', head: t.both, cell: (row) => row.class + row.regularity },
        ]}
      />
    </Stack>
  );
}
