import { Badge, Group, Progress, Text } from '@mantine/core';

import { useFormat, useWords } from '../../i18n/language';
import style from './member.module.css';
import type { Accounts } from './queries';
import { reached } from './tier';
import { memberWords } from './words';

/** How far somebody is in the challenges that are on, and the badges they have. */
export function ChallengeWay({ accounts }: { accounts: Accounts }) {
  const t = useWords(memberWords);
  const format = useFormat();
  const { challenges, badges } = accounts;
  if (challenges.length === 0 && badges.length === 0) return null;
  return (
    <section className={style.way} aria-label={t.challenges}>
      {challenges.map(({ challenge, done, goal, text }) => (
        <div key={challenge}>
          <Text component="p" size="sm" m={0}>
            {text}
          </Text>
          {goal !== null && <Progress value={reached(done, goal)} size={6} aria-hidden />}
        </div>
      ))}
      {badges.length > 0 && (
        <Group gap="xs">
          {badges.map(({ badge, name, times }) => (
            <Badge key={badge} variant="light">
              {times > 1 ? `${name} × ${format.number(String(times))}` : name}
            </Badge>
          ))}
        </Group>
      )}
    </section>
  );
}
