import { Stack } from '@mantine/core';
import { useState } from 'react';

import { useWords } from '../../../i18n/language';
import { ErrorNote } from '../../common/ErrorNote';
import { Choices } from './Choices';
import { type Choice, guess, isWhole } from './choice';
import { DropFile } from './DropFile';
import style from './Experiment.module.css';
import type { Seen } from './file';
import { FirstRows } from './FirstRows';
import { PlanForm } from './PlanForm';
import { useAnalysis } from './queries';
import { Result } from './Result';
import { experimentWords } from './words';

/** A file is dropped and read; how many members it takes is told beside. */
export function ExperimentReport() {
  const [seen, setSeen] = useState<Seen | null>(null);
  return (
    <div className={style.page}>
      <Stack gap="md">
        <DropFile seen={seen} take={setSeen} />
        {seen && seen.count > 0 && <Reading key={key(seen)} seen={seen} />}
      </Stack>
      <PlanForm />
    </div>
  );
}

/** Another file is another question. */
function key({ file }: Seen): string {
  return `${file.name} ${file.size} ${file.lastModified}`;
}

function Reading({ seen }: { seen: Seen }) {
  const t = useWords(experimentWords);
  const [choice, setChoice] = useState<Choice>(() => guess(seen.columns));
  const analysis = useAnalysis();
  const { data, error, variables } = analysis;
  return (
    <>
      <FirstRows seen={seen} />
      <Choices
        columns={seen.columns}
        choice={choice}
        change={(next) => setChoice({ ...choice, ...next })}
        ready={isWhole(choice)}
        busy={analysis.isPending}
        compare={() => analysis.mutate({ file: seen.file, choice })}
      />
      <div aria-live="polite">
        {error && <ErrorNote error={error} />}
        {data && variables && (
          <Result
            analysis={data}
            control={variables.choice.control}
            note={variables.choice === choice ? null : t.stale}
          />
        )}
      </div>
    </>
  );
}
