import { Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';

import { useWords } from '../../i18n/language';
import { type Local, localOf, nextMonday, nextMonth, tomorrow } from './instant';
import { versionWords } from './words';

interface Props {
  later: boolean;
  setLater: (later: boolean) => void;
  local: Local;
  setLocal: (local: Local) => void;
  /** Whose clocks are meant. */
  zone: string;
  past: boolean;
}

/** Now, or at a moment by the program's clocks. */
export function Moment({ later, setLater, local, setLocal, zone, past }: Props) {
  const t = useWords(versionWords);
  const today = localOf(new Date(), zone).date;
  const monday = nextMonday(today);
  const next = tomorrow(today);
  const ready: [string, Local][] = [
    [t.monday, monday],
    // On a Sunday both are the same midnight.
    ...(next.date === monday.date ? [] : [[t.tomorrow, next] as [string, Local]]),
    [t.month, nextMonth(today)],
  ];
  return (
    <Radio.Group
      label={t.when}
      value={later ? 'later' : 'now'}
      onChange={(value) => setLater(value === 'later')}
    >
      <Stack gap="xs" mt={6}>
        <Radio value="now" label={t.now} description={t.nowAbout} />
        <Radio value="later" label={t.later} description={t.zone(zone)} />
      </Stack>
      {later && (
        <Stack gap="xs" mt="xs" ml={28}>
          <Group gap={6}>
            {ready.map(([name, moment]) => {
              const on = moment.date === local.date && moment.time === local.time;
              return (
                <Button
                  key={name}
                  size="compact-sm"
                  variant={on ? 'light' : 'default'}
                  aria-pressed={on}
                  onClick={() => setLocal(moment)}
                >
                  {name}
                </Button>
              );
            })}
          </Group>
          <Group gap="xs" align="flex-end">
            <TextInput
              type="date"
              label={t.date}
              value={local.date}
              min={today}
              onChange={(event) =>
                event.currentTarget.value && setLocal({ ...local, date: event.currentTarget.value })
              }
            />
            <TextInput
              type="time"
              label={t.time}
              value={local.time}
              onChange={(event) =>
                event.currentTarget.value && setLocal({ ...local, time: event.currentTarget.value })
              }
            />
          </Group>
          {past && (
            <Text size="sm" c="var(--harm)" role="alert">
              {t.pastMoment}
            </Text>
          )}
        </Stack>
      )}
    </Radio.Group>
  );
}
