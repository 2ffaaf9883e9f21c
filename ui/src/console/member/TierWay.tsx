import { Progress, Text } from '@mantine/core';

import { useFormat, useWords } from '../../i18n/language';
import { useMoney } from '../common/money';
import style from './member.module.css';
import type { Tier } from './queries';
import { aimOf, reached } from './tier';
import { memberWords } from './words';

/** The way to the next level of a scheme, or what keeps the highest one. */
export function TierWay({ tier }: { tier: Tier }) {
  const t = useWords(memberWords);
  const amount = useMetric();
  const { progress } = tier;
  const aim = aimOf(progress);
  return (
    <section className={style.way} aria-label={t.way(aim?.name ?? tier.name ?? tier.scheme)}>
      {aim && (
        <>
          <div className={style.wayHead}>
            <Text component="span" fw={550}>
              {aim.name}
            </Text>
            <Text component="span" c="dimmed" size="sm">
              {t.ofAll(amount(progress, progress.now), amount(progress, aim.from))}
            </Text>
          </div>
          <Progress value={reached(progress.now, aim.from)} size={6} aria-hidden />
        </>
      )}
      {progress.sentences.map((sentence) => (
        <Text key={sentence} component="p" size="sm" m={0}>
          {sentence}
        </Text>
      ))}
    </section>
  );
}

/** How a scheme's metric is written. */
function useMetric(): (progress: Tier['progress'], value: string) => string {
  const format = useFormat();
  const money = useMoney();
  return ({ metric }, value) => (metric === 'spend' ? money(value) : format.number(value));
}
