import { Checkbox, Group, Text } from '@mantine/core';
import { useState } from 'react';

import { useFormat, useWords } from '../../../i18n/language';
import { channelsOf, consentChange } from '../form';
import type { Member } from '../queries';
import { membersWords } from '../words';
import { Pairs } from './Pairs';
import { Section } from './Section';
import { useChange } from './useChange';
import { detailsWords } from './words';

/** Where messages may go, and since when. */
export function ConsentSection({ member }: { member: Member }) {
  const t = useWords(detailsWords);
  const format = useFormat();
  const names: Record<string, string> = useWords(membersWords).channels;
  const channels = channelsOf(member);
  const given = channels.filter((channel) => member.consents[channel]?.state === 'granted');
  const [editing, setEditing] = useState(false);
  const [granted, setGranted] = useState(given);
  const changing = useChange(member, () => setEditing(false));
  const save = () => {
    const consents = consentChange(member, granted);
    changing.mutate(Object.keys(consents).length > 0 ? { consents } : {});
  };
  const state = (channel: string) => {
    const consent = member.consents[channel];
    if (!consent) return <Text c="dimmed">{t.neverAsked}</Text>;
    const since = format.date(consent.at);
    return consent.state === 'granted' ? t.granted(since) : t.withdrawn(since);
  };
  return (
    <Section
      title={t.consents}
      editing={editing}
      onEdit={() => {
        setGranted(given);
        changing.reset();
        setEditing(true);
      }}
      onCancel={() => setEditing(false)}
      onSave={save}
      saving={changing}
      places={[]}
      view={
        <Pairs
          pairs={channels.map((channel) => ({
            key: channel,
            name: names[channel] ?? channel,
            value: state(channel),
          }))}
        />
      }
      form={
        <Checkbox.Group
          label={t.consentsAbout}
          value={granted}
          onChange={(value) => setGranted(value)}
        >
          <Group gap="lg" mt={6}>
            {channels.map((channel) => (
              <Checkbox key={channel} value={channel} label={names[channel] ?? channel} />
            ))}
          </Group>
        </Checkbox.Group>
      }
    />
  );
}
