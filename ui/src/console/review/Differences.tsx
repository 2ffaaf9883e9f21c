import { Anchor, Button, SegmentedControl, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';

import { useFormat, useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { type Column, DataTable } from '../common/DataTable';
import { Empty } from '../common/Empty';
import { ErrorNote } from '../common/ErrorNote';
import { useMoney } from '../common/money';
import { More } from '../common/More';
import { useStores } from '../common/stores';
import { storeTime } from '../purchase/moment';
import { useMay } from '../session/session';
import { type PurchaseDiffers, useDifferences, useReview } from './queries';
import { reviewWords } from './words';

/** Sales recorded otherwise than the rules say, until somebody has looked. */
export function Differences() {
  const t = useWords(reviewWords);
  const { done = false } = useSearch({ from: '/review' });
  const navigate = useNavigate({ from: '/review' });
  const { query, rows } = useDifferences(done);
  const columns = useColumns(done);
  return (
    <>
      <SegmentedControl
        mb="md"
        size="xs"
        aria-label={t.lists.differences}
        value={done ? 'done' : 'open'}
        onChange={(value) =>
          void navigate({
            search: value === 'done' ? { done: true } : {},
            replace: true,
            resetScroll: false,
          })
        }
        data={[
          { value: 'open', label: t.open },
          { value: 'done', label: t.done },
        ]}
      />
      <Asked query={query}>
        {() => {
          if (rows.length === 0) {
            return done ? (
              <Empty title={t.noneDone} />
            ) : (
              <Empty title={t.noneOpen} about={t.noneOpenAbout} />
            );
          }
          return (
            <>
              <DataTable
                label={t.lists.differences}
                rows={rows}
                rowKey={({ purchase }) => purchase}
                columns={columns}
              />
              <More query={query} />
            </>
          );
        }}
      </Asked>
    </>
  );
}

function useColumns(done: boolean): Column<PurchaseDiffers>[] {
  const t = useWords(reviewWords);
  const may = useMay();
  const money = useMoney();
  const columns: Column<PurchaseDiffers>[] = [
    { key: 'purchase', head: t.purchase, cell: (row) => <Which row={row} /> },
    { key: 'found', head: t.found, minor: true, cell: (row) => <Found row={row} /> },
    { key: 'place', head: t.place, minor: true, cell: (row) => <Place row={row} /> },
    { key: 'paid', head: t.paid, number: true, minor: true, cell: (row) => money(row.to_pay) },
  ];
  if (done) columns.push({ key: 'done', head: t.done, cell: (row) => <Reviewed row={row} /> });
  if (may('review:write')) {
    columns.push({ key: 'mark', head: '', number: true, cell: (row) => <Mark row={row} /> });
  }
  return columns;
}

function Which({ row }: { row: PurchaseDiffers }) {
  const t = useWords(reviewWords);
  const may = useMay();
  const format = useFormat();
  const at = <time dateTime={row.at}>{format.dateTime(storeTime(row.at))}</time>;
  return (
    <>
      {may('members:read') || may('till') ? (
        <Anchor component={Link} to={`/purchases/${row.purchase}`}>
          {at}
        </Anchor>
      ) : (
        at
      )}
      <Text size="xs" c="dimmed">
        {row.id ?? t.purchase}
      </Text>
      <Text component="div" size="sm" hiddenFrom="sm">
        <Found row={row} />
      </Text>
    </>
  );
}

function Found({ row }: { row: PurchaseDiffers }) {
  return row.found.map((found, place) => <div key={place}>{found.text}</div>);
}

function Place({ row }: { row: PurchaseDiffers }) {
  const t = useWords(reviewWords);
  const { storeName } = useStores();
  return (
    <>
      {storeName(row.store)}
      <Text size="xs" c="dimmed">
        {[row.till && t.till(row.till), row.cashier && t.cashier(row.cashier)]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </>
  );
}

function Reviewed({ row }: { row: PurchaseDiffers }) {
  const t = useWords(reviewWords);
  const format = useFormat();
  if (!row.reviewed) return null;
  const { by, at } = row.reviewed;
  const doers: Record<string, string> = t.doers;
  return t.reviewedBy(by.name ?? doers[by.kind] ?? by.kind, format.dateTime(at));
}

/** One slip can be undone: the same button stands in the other list. */
function Mark({ row }: { row: PurchaseDiffers }) {
  const t = useWords(reviewWords);
  const review = useReview();
  const reviewed = row.reviewed !== null;
  const mark = () =>
    review.mutate(
      { purchase: row.purchase, reviewed: !reviewed },
      {
        onSuccess: () => notifications.show({ message: reviewed ? t.wasReopened : t.wasReviewed }),
      },
    );
  return (
    <>
      <Button size="xs" variant="default" loading={review.isPending} onClick={mark}>
        {reviewed ? t.reopen : t.review}
      </Button>
      {review.error && <ErrorNote error={review.error} />}
    </>
  );
}
