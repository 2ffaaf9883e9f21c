import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';

import { useFormat, useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { Page } from '../common/Page';
import { useMay } from '../session/session';
import { Draft } from './Draft';
import { type Experiment, useExperiment } from './queries';
import { Outcome } from './Outcome';
import { Step } from './Step';
import { experimentsWords } from './words';

/** The page of one experiment: a draft that is written, or what it says. */
export function ExperimentPage() {
  const t = useWords(experimentsWords);
  const { id } = useParams({ strict: false });
  const saved = id === undefined || id === 'new' ? null : id;
  const query = useExperiment(saved);
  if (saved === null) return <Draft key="new" draft={null} />;
  if (query.data?.state === 'draft') return <Draft key={saved} draft={query.data} />;
  if (query.data) return <Begun experiment={query.data} />;
  return (
    <Page title={t.title}>
      <Asked query={query}>{() => null}</Asked>
    </Page>
  );
}

function Begun({ experiment }: { experiment: Experiment }) {
  const t = useWords(experimentsWords);
  const format = useFormat();
  const may = useMay();
  const { id, state, started_at: began, due_at: due, ended_at: ended } = experiment;
  const about = [
    t.states[state],
    began && t.began(format.date(began)),
    ended ? t.endedOn(format.date(ended)) : due && t.dueOn(format.date(due)),
  ];
  return (
    <Page
      title={experiment.name}
      about={about.filter(Boolean).join(', ')}
      actions={
        <>
          {may('members:export') && (
            <Button
              component="a"
              variant="default"
              href={`/v1/exports/assignments?experiment=${encodeURIComponent(id)}`}
            >
              {t.file}
            </Button>
          )}
          {state === 'running' && may('reports:write') && (
            <Step id={id} step="end" color="red" title={t.endAsk(experiment.name)} label={t.end}>
              {t.endAbout}
            </Step>
          )}
        </>
      }
    >
      <Outcome experiment={experiment} />
    </Page>
  );
}
