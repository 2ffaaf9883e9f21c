import { Checkbox, Group } from '@mantine/core';

import { useWords } from '../../i18n/language';
import { CHANNELS } from './form';
import { membersWords } from './words';

interface Props {
  value: string[];
  onChange: (channels: string[]) => void;
}

/** Where messages may go. */
export function ConsentBoxes({ value, onChange }: Props) {
  const t = useWords(membersWords);
  return (
    <Checkbox.Group label={t.consents} value={value} onChange={onChange}>
      <Group gap="lg" mt={6}>
        {CHANNELS.map((channel) => (
          <Checkbox key={channel} value={channel} label={t.channels[channel]} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
