import { useMemo } from 'react';

import { useLanguage, useWords } from '../../../i18n/language';
import type { RuleWords } from '../../segment/rule';
import { type Json, mapOf } from '../../segment/tree';
import { lineWords } from '../../segment/words';
import type { Schema } from '../editor/completion';
import { Control } from './Control';
import { asWord } from './id';
import { conditionShape, type Shape } from './shape';
import { fieldLabel, fieldWords } from './words/fields';
import { formWords } from './words/words';

/** Words that rules have and segments have not. */
const OFFERED = {
  basket: [
    'basket.total',
    'basket.lines',
    'basket.coupon',
    'basket.store',
    'basket.channel',
    'basket.payment',
    'time',
    'purchase',
  ],
  event: ['event'],
  member: ['member.known', 'favourite', 'stage', 'rfm', 'clv', 'alive', 'saved_segment'],
} as const;

/** What lines of some words begin with. */
const BEGUN: Record<string, Json> = {
  'basket.total': { gte: '' },
  'basket.lines': { where: { category: [] }, units: { gte: '1' } },
  'basket.store': { in: [] },
  'basket.channel': { in: [] },
  'basket.payment': { in: [] },
  'basket.coupon': [],
  time: { weekdays: [] },
  purchase: { number: '1' },
  event: { where: { property: [] } },
  favourite: { of: 'category', is: [], within: '1 year' },
  'member.known': true,
  clv: { top: '10' },
  alive: { gte: '0.5' },
  rfm: { recency: ['5'] },
  stage: [],
  saved_segment: '',
};

/** What conditions of this program may ask for. */
export function useRuleWords(root: Schema, program: Json): RuleWords {
  const t = useWords(formWords);
  const { language } = useLanguage();
  const known = useWords(lineWords).keys;
  return useMemo(() => {
    const label = (key: string) => fieldLabel(language, 'Condition', key);
    const file = mapOf(program);
    const named = (names: string[]) => names.map((id) => ({ id, name: id }));
    return {
      offered: Object.entries(OFFERED).map(([group, keys]) => ({
        group: t.condition[group as keyof typeof OFFERED],
        items: keys.map((key) => ({ value: key, label: label(key) })),
      })),
      name: (key) => (key in known || fieldWords('Condition', key) === null ? null : label(key)),
      begun: (key) => BEGUN[key],
      inputs: (line, change) => {
        const shape = conditionShape(root, line.key);
        return (
          shape && (
            <Control
              shape={shape}
              field={line.key}
              label={label(line.key)}
              value={line.value}
              path={[]}
              required
              onChange={(next) => change(next ?? emptied(shape))}
            />
          )
        );
      },
      declared: { units: named(Object.keys(mapOf(file.units))), levels: named(levelsOf(file)) },
      segments: Object.keys(mapOf(file.segments)).map((id) => ({ value: id, label: id })),
    };
  }, [root, program, language, known, t]);
}

/** What a line says whose input was emptied: it is not filled in. */
function emptied({ is }: Shape): Json {
  return is === 'record' || is === 'table' ? {} : is === 'texts' ? [] : '';
}

function levelsOf({ tiers, memberships }: { [name: string]: Json }): string[] {
  return [tiers, memberships]
    .flatMap((all) => Object.values(mapOf(all)))
    .flatMap((scheme) => mapOf(scheme).levels ?? [])
    .map((level) => asWord(mapOf(level).id))
    .filter((id) => id !== '');
}
