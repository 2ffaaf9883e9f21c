import { Anchor, Badge, Group, Text } from '@mantine/core';

import { phone } from '../../format/phone';
import { useWords } from '../../i18n/language';
import { memberName } from '../common/member';
import style from './member.module.css';
import type { Member } from './queries';
import { memberWords } from './words';

/** How to reach somebody and by what they are known, in a line. */
export function Contacts({ member }: { member: Member }) {
  const t = useWords(memberWords);
  const called = memberName(member);
  const [card, ...more] = member.cards;
  return (
    <Group gap="xs" component="span" className={style.contacts ?? ''}>
      {member.blocked && (
        <Badge color="red" variant="light" className={style.badge ?? ''}>
          {t.blocked}
        </Badge>
      )}
      {member.phone && <Anchor href={`tel:${member.phone}`}>{phone(member.phone)}</Anchor>}
      {member.email && member.email !== called && (
        <Anchor href={`mailto:${member.email}`} className={style.contact ?? ''}>
          {member.email}
        </Anchor>
      )}
      {card && (
        <Text component="span" c="dimmed">
          {t.card(card, more.length)}
        </Text>
      )}
      {member.external_id && (
        <Text component="span" c="dimmed" className={style.contact ?? ''}>
          {t.external(member.external_id)}
        </Text>
      )}
      {member.city && (
        <Text component="span" c="dimmed">
          {member.city}
        </Text>
      )}
    </Group>
  );
}
