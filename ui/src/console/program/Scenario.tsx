import { Anchor, Text } from '@mantine/core';
import { Fragment, useState } from 'react';

import { useFormat, useWords } from '../../i18n/language';
import type { TestFailure } from './asks';
import style from './Program.module.css';
import { scenarioWords } from './words';

interface Props {
  name: string;
  line: number;
  failure: TestFailure | null;
  /** The first that fails is open from the start. */
  first: boolean;
  go: (line: number) => void;
}

/** A scenario: whether it comes true, and where it first does not. */
export function Scenario({ name, line, failure, first, go }: Props) {
  const t = useWords(scenarioWords);
  const [toggled, setToggled] = useState(false);
  const open = failure !== null && first !== toggled;
  const sign = failure ? { 'data-fails': true } : { 'data-passes': true };
  return (
    <div className={style.scenario}>
      <button
        type="button"
        className={style.scenarioHead}
        {...(failure ? { 'aria-expanded': open } : { title: t.toLine(line) })}
        onClick={() => (failure ? setToggled(!toggled) : go(line))}
      >
        <span className={style.sign} role="img" aria-label={failure ? t.fail : t.pass} {...sign}>
          {failure ? '✕' : '✓'}
        </span>
        <span>{name}</span>
      </button>
      {open && <Failure failure={failure} line={line} go={go} />}
    </div>
  );
}

interface FailureProps {
  failure: TestFailure;
  line: number;
  go: (line: number) => void;
}

function Failure({ failure, line, go }: FailureProps) {
  const t = useWords(scenarioWords);
  const format = useFormat();
  return (
    <div className={style.failure}>
      <Text size="sm" c="dimmed">
        <Anchor component="button" type="button" size="sm" onClick={() => go(failure.line ?? line)}>
          {t.step(failure.step)}
        </Anchor>
        {` · ${t.actions[failure.action as keyof typeof t.actions] ?? failure.action} · ${format.dateTime(failure.at.slice(0, 16))}`}
      </Text>
      <dl className={style.mismatch}>
        {failure.mismatches.map(({ key, expected, got }) => (
          <Fragment key={key}>
            <dt>{key}</dt>
            <dd>
              {t.expected} <b className={style.figure}>{expected}</b>
            </dd>
            <dd>
              {t.got} <b className={style.wrong}>{got}</b>
            </dd>
          </Fragment>
        ))}
      </dl>
      {failure.explanation.length > 0 && (
        <>
          <Text size="xs" c="dimmed">
            {t.why}
          </Text>
          <ul className={style.trace}>
            {failure.explanation.map((told, at) => (
              <li key={at}>{told}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
