import { useWords } from '../../i18n/language';
import type { FileProblem } from './asks';
import style from './Program.module.css';
import { fileWords } from './words';

interface Props {
  problems: FileProblem[];
  /** Shows the line in the editor. */
  go: (line: number) => void;
}

/** What is wrong with a file: where, what, and what would be right. */
export function Problems({ problems, go }: Props) {
  const t = useWords(fileWords);
  return (
    <div>
      {problems.map((problem) => (
        <button
          key={`${problem.line} ${problem.path} ${problem.message}`}
          type="button"
          className={style.problem}
          onClick={() => go(problem.line ?? 1)}
        >
          <span className={style.problemWhere}>
            <code>{problem.path}</code>
            {typeof problem.line === 'number' && <span>{t.line(problem.line)}</span>}
          </span>
          {problem.message}
          {problem.help && <span className={style.help}>{problem.help}</span>}
        </button>
      ))}
    </div>
  );
}
