import {
  Button,
  Checkbox,
  CloseButton,
  Group,
  Radio,
  Select,
  Stack,
  TextInput,
} from '@mantine/core';

import { useLanguage, useWords } from '../../i18n/language';
import { useSegments } from '../segment/queries';
import type { Typed, TypedArm } from './design';
import style from './Experiments.module.css';
import { experimentsWords } from './words';

interface Props {
  typed: Typed;
  change: (next: Partial<Typed>) => void;
  readOnly: boolean;
}

const ARMS_MOST = 10;
const METRICS = ['revenue', 'buyers', 'purchases', 'receipt'] as const;
const STRATA = ['none', 'tier', 'rfm', 'city'] as const;

/** Everything an experiment is made of. */
export function DesignFields({ typed, change, readOnly }: Props) {
  const t = useWords(experimentsWords);
  const { language } = useLanguage();
  const segments = useSegments().data?.items ?? [];
  return (
    <fieldset disabled={readOnly} className={style.card} aria-label={t.title}>
      <Stack gap="md">
        <TextInput
          label={t.name}
          maxLength={200}
          value={typed.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <div className={style.fields}>
          <Select
            label={t.audience}
            placeholder={t.everybody}
            clearable
            searchable
            disabled={readOnly}
            value={typed.segment}
            onChange={(segment) => change({ segment })}
            data={segments.map(({ id, name }) => ({ value: id, label: name[language] ?? id }))}
          />
          <Select
            label={t.strata}
            allowDeselect={false}
            disabled={readOnly}
            value={typed.strata}
            onChange={(value) => change({ strata: value as Typed['strata'] })}
            data={STRATA.map((value) => ({ value, label: t.stratas[value] }))}
          />
        </div>
        <Arms typed={typed} change={change} readOnly={readOnly} />
        <div className={style.fields}>
          <Select
            label={t.metric}
            allowDeselect={false}
            disabled={readOnly}
            value={typed.metric}
            onChange={(value) => change({ metric: value as Typed['metric'] })}
            data={METRICS.map((value) => ({ value, label: t.metrics[value] }))}
          />
          <TextInput
            label={t.lift}
            inputMode="decimal"
            value={typed.lift}
            onChange={(event) => change({ lift: event.currentTarget.value })}
          />
          <TextInput
            label={t.days}
            inputMode="numeric"
            value={typed.days}
            onChange={(event) => change({ days: event.currentTarget.value })}
          />
        </div>
        <Checkbox
          label={t.cuped}
          disabled={readOnly || typed.metric === 'receipt'}
          checked={typed.cuped && typed.metric !== 'receipt'}
          onChange={(event) => change({ cuped: event.currentTarget.checked })}
        />
        <Checkbox
          label={t.newcomers}
          checked={typed.newcomers}
          onChange={(event) => change({ newcomers: event.currentTarget.checked })}
        />
        <Checkbox
          label={t.always}
          checked={typed.always}
          onChange={(event) => change({ always: event.currentTarget.checked })}
        />
      </Stack>
    </fieldset>
  );
}

function Arms({ typed, change, readOnly }: Props) {
  const t = useWords(experimentsWords);
  const put = (place: number, next: Partial<TypedArm>) =>
    change({ arms: typed.arms.map((arm, at) => (at === place ? { ...arm, ...next } : arm)) });
  const add = () =>
    change({ arms: [...typed.arms, { name: t.arm(typed.arms.length), parts: '1' }] });
  const remove = (place: number) =>
    change({
      arms: typed.arms.filter((_, at) => at !== place),
      control: typed.control > place ? typed.control - 1 : typed.control,
    });
  return (
    <Radio.Group
      label={t.arms}
      description={t.control}
      value={String(typed.control)}
      onChange={(value) => change({ control: Number(value) })}
    >
      <Stack gap="xs" mt="xs">
        {typed.arms.map((arm, place) => (
          <div className={style.arm} key={place}>
            <Radio
              value={String(place)}
              disabled={readOnly}
              aria-label={`${t.control}: ${arm.name}`}
            />
            <TextInput
              aria-label={t.arm(place + 1)}
              maxLength={100}
              value={arm.name}
              onChange={(event) => put(place, { name: event.currentTarget.value })}
            />
            <TextInput
              aria-label={t.partsOf(arm.name)}
              inputMode="numeric"
              value={arm.parts}
              onChange={(event) => put(place, { parts: event.currentTarget.value })}
            />
            <CloseButton
              aria-label={t.removeArm(arm.name)}
              disabled={readOnly || typed.arms.length < 3 || place === typed.control}
              onClick={() => remove(place)}
            />
          </div>
        ))}
        {typed.arms.length < ARMS_MOST && !readOnly && (
          <Group>
            <Button size="xs" variant="default" onClick={add}>
              + {t.addArm}
            </Button>
          </Group>
        )}
      </Stack>
    </Radio.Group>
  );
}
