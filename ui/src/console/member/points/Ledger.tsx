import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { compare, isZero } from '../../../format/decimal';
import { useFormat, useWords } from '../../../i18n/language';
import { DataTable } from '../../common/DataTable';
import { Moment } from '../../common/Moment';
import style from '../member.module.css';
import type { Posting } from '../queries';
import { pointsWords } from './words';

/** Each movement with what happened and why. */
export function Ledger({ postings }: { postings: Posting[] }) {
  const t = useWords(pointsWords);
  return (
    <DataTable
      label={t.ledger}
      rows={postings}
      rowKey={(posting) => posting.posting}
      columns={[
        { key: 'why', head: t.why, cell: (posting) => <Why posting={posting} /> },
        { key: 'when', head: t.when, minor: true, cell: ({ at }) => <Moment at={at} /> },
        { key: 'points', head: t.points, number: true, cell: (posting) => <Moved {...posting} /> },
      ]}
    />
  );
}

function Why({ posting }: { posting: Posting }) {
  const t = useWords(pointsWords);
  const format = useFormat();
  const kinds: Record<string, string> = t.kinds;
  const kind = kinds[posting.kind] ?? posting.kind;
  const { cause } = posting;
  const leads = cause.id?.startsWith('pur_');
  return (
    <div className={style.why}>
      <Text component="div">{posting.text}</Text>
      <Text component="div" size="xs" c="dimmed">
        {kind}
        <Text component="span" size="xs" hiddenFrom="sm">
          {' · '}
          {format.date(posting.at)}
        </Text>
        {leads && (
          <>
            {' · '}
            <Anchor component={Link} size="xs" underline="always" to={`/purchases/${cause.id}`}>
              {t.openPurchase}
            </Anchor>
          </>
        )}
      </Text>
    </div>
  );
}

/** What the balance gained or lost; of points not yet active, what waits. */
function Moved({ available, pending }: Pick<Posting, 'available' | 'pending'>) {
  const t = useWords(pointsWords);
  const format = useFormat();
  const signed = (points: string) =>
    compare(points, '0') > 0 ? `+${format.number(points)}` : format.number(points);
  if (isZero(available) && !isZero(pending)) {
    return <Text c="var(--wait)">{t.waiting(signed(pending))}</Text>;
  }
  const gained = compare(available, '0') > 0;
  return (
    <Text component="span" fw={550} {...(gained ? { c: 'var(--accent-ink)' } : {})}>
      {signed(available)}
    </Text>
  );
}
