import { useQuery } from '@tanstack/react-query';

import { answer, api } from '../../api/client';
import { useLanguage, useWords } from '../../i18n/language';
import { CHANNELS } from '../member/form';
import { aboutIn } from '../program/about';
import { usePrograms, useVersion } from '../program/asks';
import { chosen } from '../program/standing';
import { useMay } from '../session/session';
import { OFFERED } from './grammar';
import { useSegments } from './queries';
import { useRule } from './rule';
import { lineWords, segmentWords } from './words';

/** A choice of a list. */
export interface Choice {
  value: string;
  label: string;
}

/** What a program declares that conditions may name. */
export function useDeclared() {
  const rule = useRule();
  const { language } = useLanguage();
  const programs = usePrograms();
  const version = useVersion(programs.data ? chosen(programs.data, {}) : null);
  const about = version.data?.about;
  if (rule) return rule.declared;
  if (!about) return { units: [], levels: [] };
  const { units, schemes } = aboutIn(about, language);
  const levels = schemes.flatMap((scheme) => scheme.levels);
  return { units, levels };
}

/** Goods, with their categories and brands, as suggestions. */
export function useGoods() {
  const may = useMay();
  const { data } = useQuery({
    queryKey: ['products', 'names'],
    queryFn: () => answer(api.GET('/v1/products', { params: { query: { limit: 200 } } })),
    enabled: may('catalogue:read'),
    staleTime: 5 * 60_000,
  });
  const items = data?.items ?? [];
  const once = (values: (string | null | undefined)[]) =>
    [...new Set(values.filter((value): value is string => Boolean(value)))].sort();
  return {
    categories: once(items.flatMap((product) => product.category)),
    brands: once(items.map((product) => product.brand)),
    products: items.map(({ sku, name }): Choice => ({ value: sku, label: name ?? sku })),
  };
}

/** Saved segments by name, but for one. */
export function useSegmentChoices(but: string | null): Choice[] {
  const { language } = useLanguage();
  const rule = useRule();
  const items = useSegments().data?.items ?? [];
  if (rule) return rule.segments;
  const others = items.filter(({ id }) => id !== but);
  return others.map(({ id, name }) => ({ value: id, label: name[language] ?? id }));
}

/** How a word of the grammar is called. */
export function useKeyName(): (key: string) => string {
  const t = useWords(lineWords);
  const rule = useRule();
  const { units } = useDeclared();
  const keys: Record<string, string> = t.keys;
  const channels: Record<string, string> = t.channels;
  return (key) => {
    const [family = '', ...rest] = key.split('.');
    const word = rest.join('.');
    const own = rule?.name(key);
    if (own) return own;
    if (keys[key]) return keys[key];
    if (family === 'consent') return t.consent(channels[word] ?? word);
    if (family === 'balance') return t.balance(units.find(({ id }) => id === word)?.name ?? word);
    if (family === 'event') return t.keys['event.'];
    if (key.startsWith('member.attr.')) return t.keys['member.attr.'];
    return key;
  };
}

/** The words a line can begin with, by what they are about. */
export function useOffered(): { group: string; items: Choice[] }[] {
  const t = useWords(segmentWords);
  const name = useKeyName();
  const rule = useRule();
  const { units, levels } = useDeclared();
  const choices = (keys: readonly string[]) =>
    keys.map((key): Choice => ({ value: key, label: name(key) }));
  const program = [
    ...(levels.length > 0 ? ['tier'] : []),
    ...units.map(({ id }) => `balance.${id}`),
    'segment',
  ];
  return [
    ...(rule?.offered ?? []),
    { group: t.groups.bought, items: choices(OFFERED.bought) },
    { group: t.groups.person, items: choices(OFFERED.person) },
    { group: t.groups.consents, items: choices(CHANNELS.map((channel) => `consent.${channel}`)) },
    { group: t.groups.program, items: choices(program) },
    { group: t.groups.did, items: choices(OFFERED.did) },
    { group: t.groups.foretold, items: choices(OFFERED.foretold) },
  ];
}
