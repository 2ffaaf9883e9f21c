import { useFormat, useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { DataTable } from '../common/DataTable';
import { Empty } from '../common/Empty';
import { LinkButton } from '../common/LinkButton';
import { Page } from '../common/Page';
import { useMay } from '../session/session';
import { type Experiment, useExperiments } from './queries';
import { UniversalControl } from './UniversalControl';
import { experimentsWords } from './words';

/** Drafts, what runs and what has ended; and who is left out of all. */
export function ExperimentsPage() {
  const t = useWords(experimentsWords);
  const format = useFormat();
  const may = useMay();
  const query = useExperiments();
  const make = may('reports:write') && (
    <LinkButton to="/experiments/$id" params={{ id: 'new' }}>
      {t.make}
    </LinkButton>
  );
  const members = ({ arms }: Experiment) => arms.reduce((sum, arm) => sum + arm.members, 0);
  return (
    <Page title={t.title} about={t.about} actions={make}>
      <Asked query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t.empty} about={t.emptyAbout} action={make} />
          ) : (
            <DataTable<Experiment>
              label={t.title}
              rows={items}
              rowKey={({ id }) => id}
              href={({ id }) => `/experiments/${id}`}
              columns={[
                { key: 'name', head: t.name, cell: ({ name }) => name },
                { key: 'state', head: t.state, cell: ({ state }) => t.states[state] },
                {
                  key: 'members',
                  head: t.members,
                  number: true,
                  cell: (one) => (one.state === 'draft' ? '' : format.number(members(one))),
                },
                {
                  key: 'metric',
                  head: t.metric,
                  minor: true,
                  cell: ({ metric }) => t.metrics[metric],
                },
                {
                  key: 'due',
                  head: t.due,
                  minor: true,
                  cell: ({ due_at: due }) => due && format.date(due),
                },
              ]}
            />
          )
        }
      </Asked>
      <UniversalControl />
    </Page>
  );
}
