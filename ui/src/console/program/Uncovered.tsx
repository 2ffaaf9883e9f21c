import { Text } from '@mantine/core';

import { useWords } from '../../i18n/language';
import { Figures } from './Figures';
import style from './Program.module.css';
import type { Sentence } from './sentences';
import { scenarioWords } from './words';

interface Props {
  /** As the report names them: `offer spring`. */
  rules: string[];
  sentences: Sentence[];
}

/** Rules that no scenario has seen at work, each in its sentence. */
export function Uncovered({ rules, sentences }: Props) {
  const t = useWords(scenarioWords);
  if (rules.length === 0) return <Text c="dimmed">{t.covered}</Text>;
  return (
    <section aria-label={t.uncovered}>
      <Text fw={600} mb={4}>
        {t.uncovered}
      </Text>
      <ul className={style.rules}>
        {rules.map((rule) => {
          const [kind = '', ...rest] = rule.split(' ');
          const id = rest.join(' ');
          const told = sentences.find((one) => one.id === id && one.subject === kind);
          return (
            <li key={rule} className={style.rule}>
              <span>
                {told ? (
                  <Figures text={told.text} />
                ) : (
                  (t.kinds[kind as keyof typeof t.kinds] ?? kind)
                )}
              </span>
              <code className={style.ruleId}>{id}</code>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
