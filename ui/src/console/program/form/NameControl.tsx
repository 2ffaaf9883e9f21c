import { TextInput } from '@mantine/core';

import { useWords } from '../../../i18n/language';
import { type Json, mapOf } from '../../segment/tree';
import { Box } from './Box';
import { asText, type ControlProps } from './Control';
import { problemsAt, useDesk } from './desk';
import style from './Form.module.css';
import { formWords } from './words/words';

/** A name: one for both languages, or one for each. */
export function NameControl({ label, about, value, path, required, onChange }: ControlProps) {
  const t = useWords(formWords);
  const { problems } = useDesk();
  const map = mapOf(value);
  const both = typeof value === 'object' && value !== null;
  const en = both ? asText(map.en) : asText(value);
  const ru = both ? asText(map.ru) : '';
  const put = (nextEn: string, nextRu: string) => onChange(said(nextEn, nextRu));
  return (
    <Box
      label={label}
      about={about}
      problems={problemsAt(problems, path, true)}
      remove={value === undefined || required ? undefined : () => onChange(undefined)}
    >
      <div className={style.fields}>
        <TextInput
          label={t.nameEn}
          value={en}
          onChange={({ currentTarget }) => put(currentTarget.value, ru)}
          onBlur={() => en === '' && ru === '' && value !== undefined && onChange(undefined)}
        />
        <TextInput
          label={t.nameRu}
          value={ru}
          placeholder={en === '' ? '' : t.sameName}
          onChange={({ currentTarget }) => put(en, currentTarget.value)}
        />
      </div>
    </Box>
  );
}

/** One word where both are called the same. */
function said(en: string, ru: string): Json {
  return ru === '' ? en : { en, ru };
}
