import { Text, Title } from '@mantine/core';

import { sum } from '../../../format/decimal';
import { useFormat, useLanguage, useWords } from '../../../i18n/language';
import { DataTable } from '../../common/DataTable';
import type { Rfm } from '../queries';
import style from './Rfm.module.css';
import { part } from './map';
import { rfmWords } from './words';

interface Props {
  rfm: Rfm;
  chosen: string | undefined;
  choose: (name: string | undefined) => void;
}

/** Names of cells with their part of the members and of the money; a row opens who they are. */
export function Names({ rfm, chosen, choose }: Props) {
  const t = useWords(rfmWords);
  const format = useFormat();
  const revenue = sum(...rfm.names.map((row) => row.revenue));
  const { language } = useLanguage();
  const about: Record<string, string> = rfm.own_names ? {} : t.about;
  return (
    <section className={style.card} aria-label={t.byName}>
      <Title order={2} mb={4}>
        {t.byName}
      </Title>
      <DataTable
        label={`${t.byName}: ${t.membersShort}, ${t.revenue}`}
        rows={rfm.names}
        rowKey={({ name }) => name}
        open={({ name }) => choose(name === chosen ? undefined : name)}
        columns={[
          {
            key: 'name',
            head: t.name,
            cell: ({ name, title }) => (
              <>
                <Text span fw={name === chosen ? 600 : 450}>
                  {title[language]}
                </Text>
                <Text size="xs" c="dimmed">
                  {about[name]}
                </Text>
              </>
            ),
          },
          {
            key: 'members',
            head: t.membersShort,
            number: true,
            cell: ({ members }) => (
              <Part count={format.number(members)} share={part(members, rfm.members)} />
            ),
          },
          {
            key: 'revenue',
            head: t.revenue,
            number: true,
            cell: (row) => (
              <Part
                count={format.wholeMoney(row.revenue, rfm.currency)}
                share={part(row.revenue, revenue)}
              />
            ),
          },
        ]}
      />
    </section>
  );
}

/** A figure with its part of the whole, also as a bar. */
function Part({ count, share }: { count: string; share: number | null }) {
  const format = useFormat();
  return (
    <div className={style.part}>
      <div>{count}</div>
      <div className={style.share}>
        <span className={style.bar} aria-hidden="true">
          <span style={{ width: `${(share ?? 0) * 100}%` }} />
        </span>
        {format.share(share)}
      </div>
    </div>
  );
}
