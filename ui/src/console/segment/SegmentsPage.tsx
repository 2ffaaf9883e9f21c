import { Text } from '@mantine/core';

import { useFormat, useLanguage, useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { DataTable } from '../common/DataTable';
import { Empty } from '../common/Empty';
import { LinkButton } from '../common/LinkButton';
import { Page } from '../common/Page';
import { useMay } from '../session/session';
import { type Segment, useSegment, useSegments } from './queries';
import { segmentWords } from './words';

/** Saved segments, each with its count. */
export function SegmentsPage() {
  const t = useWords(segmentWords);
  const { language } = useLanguage();
  const format = useFormat();
  const may = useMay();
  const query = useSegments();
  const make = may('segments:write') && (
    <LinkButton to="/segments/$id" params={{ id: 'new' }}>
      {t.make}
    </LinkButton>
  );
  return (
    <Page title={t.title} about={t.about} actions={make}>
      <Asked query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t.empty} about={t.emptyAbout} action={make} />
          ) : (
            <DataTable<Segment>
              label={t.title}
              rows={items}
              rowKey={({ id }) => id}
              href={({ id }) => `/segments/${id}`}
              columns={[
                { key: 'name', head: t.name, cell: ({ id, name }) => name[language] ?? id },
                {
                  key: 'members',
                  head: t.members,
                  number: true,
                  cell: ({ id }) => <Counted id={id} of="members" />,
                },
                {
                  key: 'share',
                  head: t.share,
                  number: true,
                  cell: ({ id }) => <Counted id={id} of="share" />,
                },
                {
                  key: 'who',
                  head: t.who,
                  minor: true,
                  cell: ({ id }) => <Counted id={id} of="sentence" />,
                },
                {
                  key: 'kind',
                  head: t.kind,
                  minor: true,
                  cell: ({ kind }) => t.kinds[kind],
                },
                {
                  key: 'changed',
                  head: t.changed,
                  minor: true,
                  cell: ({ changed_at }) => format.date(changed_at),
                },
              ]}
            />
          )
        }
      </Asked>
    </Page>
  );
}

/** A figure of one segment; asked once for all its columns. */
function Counted({ id, of }: { id: string; of: 'members' | 'share' | 'sentence' }) {
  const t = useWords(segmentWords);
  const format = useFormat();
  const { data } = useSegment(id);
  if (!data) return '…';
  if (!data.count)
    return of === 'members' ? (
      <Text span size="sm" c="red">
        {t.wrong}
      </Text>
    ) : null;
  if (of === 'sentence') return data.count.sentence;
  if (of === 'members') return format.number(data.count.found.members);
  return format.share(data.count.share === null ? null : Number(data.count.share));
}
