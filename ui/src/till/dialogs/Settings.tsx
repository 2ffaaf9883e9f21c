import { useState } from 'react';

import { useLanguage, useWords } from '../../i18n/language';
import { LANGUAGES } from '../../i18n/words';
import { Field } from '../screen/Field';
import { Key } from '../screen/Key';
import { chooseLook, look, type Look } from '../session/look';
import { useTill } from '../till';
import { tillWords } from '../words';
import { Dialog } from '../window/Dialog';
import styles from './Parts.module.css';
import { dialogWords } from './words';

const NAMES = { en: 'English', ru: 'Русский' };
const LOOKS: Look[] = ['auto', 'light', 'dark'];

/** What this device is and how it reads codes. */
export function Settings() {
  const t = useWords(dialogWords);
  const words = useWords(tillWords);
  const { language, choose } = useLanguage();
  const till = useTill();
  const [shown, setShown] = useState(look);
  const [cards, setCards] = useState(till.reading.cards.join(', '));
  const [prefix, setPrefix] = useState(till.reading.prefix);
  const [suffix, setSuffix] = useState(till.reading.suffix);
  const save = () => {
    const beginnings = cards.split(/[,\s]+/).filter(Boolean);
    till.setReading({ cards: beginnings, prefix: prefix.trim(), suffix: suffix.trim() });
    till.open(null);
  };
  return (
    <Dialog
      title={t.settings.title}
      onClose={() => till.open(null)}
      onSubmit={save}
      buttons={
        <Key tone="main" submit primary>
          {t.save}
        </Key>
      }
    >
      <fieldset className={styles.set}>
        <legend>{t.settings.language}</legend>
        <div className={styles.choices}>
          {LANGUAGES.map((each) => (
            <Key key={each} pressed={each === language} onClick={() => choose(each)}>
              {NAMES[each]}
            </Key>
          ))}
        </div>
      </fieldset>
      <fieldset className={styles.set}>
        <legend>{t.settings.look}</legend>
        <div className={styles.choices}>
          {LOOKS.map((each) => (
            <Key
              key={each}
              pressed={each === shown}
              onClick={() => {
                chooseLook(each);
                setShown(each);
              }}
            >
              {t.settings.looks[each]}
            </Key>
          ))}
        </div>
      </fieldset>
      <Field
        label={t.settings.cards}
        about={t.settings.cardsAbout}
        value={cards}
        onChange={setCards}
      />
      <Field label={t.settings.prefix} value={prefix} onChange={setPrefix} />
      <Field label={t.settings.suffix} value={suffix} onChange={setSuffix} />
      <fieldset className={styles.set}>
        <legend>{t.settings.place}</legend>
        <p>
          {till.place.storeName}, {words.till(till.place.till)}
        </p>
        <div className={styles.actions}>
          <Key onClick={till.movePlace}>{t.settings.move}</Key>
          <Key onClick={till.leave}>{t.settings.logOut}</Key>
        </div>
        {till.waiting.sales.length === 0 ? null : (
          <p className={styles.wait}>{t.settings.unsent}</p>
        )}
      </fieldset>
    </Dialog>
  );
}
