import { SegmentedControl, Stack, TextInput } from '@mantine/core';

import { useWords } from '../../i18n/language';
import { StoreSelect } from '../common/StoreSelect';
import type { About } from '../program/about';
import { localOf } from '../program/instant';
import type { Trial } from './basket';
import style from './playground.module.css';
import { playgroundWords } from './words';

interface Props {
  trial: Trial;
  change: (part: Partial<Trial>) => void;
  about: About;
}

/** In which store, when, with which coupons. */
export function CircumstanceForm({ trial, change, about }: Props) {
  const t = useWords(playgroundWords);
  const { at } = trial;
  return (
    <fieldset className={style.section}>
      <legend>{t.where}</legend>
      <Stack gap="sm">
        <div className={style.pair}>
          <StoreSelect
            label={t.store}
            placeholder={t.anyStore}
            value={trial.store}
            onChange={(store) => change({ store })}
          />
          <TextInput
            label={t.coupons}
            placeholder={t.couponsAbout}
            value={trial.coupons}
            onChange={(event) => change({ coupons: event.currentTarget.value })}
          />
        </div>
        <SegmentedControl
          aria-label={t.when}
          value={at ? 'at' : 'now'}
          onChange={(when) =>
            change({ at: when === 'now' ? null : localOf(new Date(), about.zone) })
          }
          data={[
            { value: 'now', label: t.now },
            { value: 'at', label: t.atMoment },
          ]}
        />
        {at && (
          <div className={style.pair}>
            <TextInput
              type="date"
              label={t.date}
              description={t.zone(about.zone)}
              inputWrapperOrder={['label', 'input', 'description']}
              value={at.date}
              onChange={(event) =>
                event.currentTarget.value &&
                change({ at: { ...at, date: event.currentTarget.value } })
              }
            />
            <TextInput
              type="time"
              label={t.time}
              value={at.time}
              onChange={(event) =>
                event.currentTarget.value &&
                change({ at: { ...at, time: event.currentTarget.value } })
              }
            />
          </div>
        )}
      </Stack>
    </fieldset>
  );
}
