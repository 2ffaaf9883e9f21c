import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';

import { useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { type Column, DataTable } from '../common/DataTable';
import { Empty } from '../common/Empty';
import { ErrorNote } from '../common/ErrorNote';
import { Moment } from '../common/Moment';
import { More } from '../common/More';
import { useMay } from '../session/session';
import { type Job, useFailedJobs, useRetry } from './queries';
import style from './review.module.css';
import { reviewWords } from './words';

/** Work that failed too often, with the reason and another try. */
export function FailedJobs() {
  const t = useWords(reviewWords);
  const may = useMay();
  const { query, rows } = useFailedJobs();
  const columns: Column<Job>[] = [
    {
      key: 'job',
      head: t.job,
      cell: ({ text, attempts, reason }) => (
        <>
          {text}
          <Text size="xs" c="dimmed">
            {t.tried(attempts)}
          </Text>
          <Text size="sm" hiddenFrom="sm" className={style.why ?? ''}>
            {reason}
          </Text>
        </>
      ),
    },
    { key: 'why', head: t.why, minor: true, cell: ({ reason }) => reason },
    { key: 'due', head: t.due, minor: true, cell: ({ due_at }) => <Moment at={due_at} /> },
  ];
  if (may('review:write')) {
    columns.push({ key: 'retry', head: '', number: true, cell: (job) => <Retry job={job} /> });
  }
  return (
    <Asked query={query}>
      {() => {
        if (rows.length === 0) return <Empty title={t.noJobs} about={t.noJobsAbout} />;
        return (
          <>
            <DataTable label={t.lists.jobs} rows={rows} rowKey={({ id }) => id} columns={columns} />
            <More query={query} />
          </>
        );
      }}
    </Asked>
  );
}

function Retry({ job }: { job: Job }) {
  const t = useWords(reviewWords);
  const retry = useRetry();
  const again = () =>
    retry.mutate(job.id, { onSuccess: () => notifications.show({ message: t.retried }) });
  return (
    <>
      <Button size="xs" variant="default" loading={retry.isPending} onClick={again}>
        {t.retry}
      </Button>
      {retry.error && <ErrorNote error={retry.error} />}
    </>
  );
}
