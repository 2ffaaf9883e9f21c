import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { useWords } from '../../i18n/language';
import { Figures } from './Figures';
import { clauses } from './figures';
import style from './Program.module.css';
import { grouped, type Sentence } from './sentences';
import { programWords } from './words';

interface Props {
  sentences: Sentence[];
  /** The version whose file the rules' ids lead to; without it they lead nowhere. */
  version?: { id: string; version: number };
  /** In a narrow column, the parts stand one under the other. */
  narrow?: boolean;
}

/** The rules of a program in sentences, as a member lives them. */
export function Sentences({ sentences, version, narrow = false }: Props) {
  const t = useWords(programWords);
  if (sentences.length === 0) return <Text c="dimmed">{t.noSentences}</Text>;
  return (
    <div className={narrow ? style.narrow : style.wide}>
      {grouped(sentences).map(([group, rules]) => (
        <section key={group} className={style.group} aria-label={t.groups[group]}>
          <header>
            <h2 className={style.groupName}>{t.groups[group]}</h2>
            {!narrow && <p className={style.groupAbout}>{t.groupsAbout[group]}</p>}
          </header>
          <ul className={style.rules}>
            {rules.map((rule) => (
              <Rule
                key={`${rule.subject} ${rule.id}`}
                rule={rule}
                {...(version ? { version } : {})}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Rule({ rule, version }: { rule: Sentence; version?: { id: string; version: number } }) {
  const t = useWords(programWords);
  const [main, rest] = clauses(rule.text);
  return (
    <li className={style.rule}>
      <span>
        <Figures text={main} />
        {rest && (
          <span className={style.rest}>
            <Figures text={rest} />
          </span>
        )}
      </span>
      {version ? (
        <Link
          to="/program/$part"
          params={{ part: 'file' }}
          search={{ program: version.id, version: version.version, rule: rule.id }}
          className={style.ruleId}
          aria-label={t.inFile(rule.id)}
        >
          {rule.id}
        </Link>
      ) : (
        <span className={style.ruleId}>{rule.id}</span>
      )}
    </li>
  );
}
