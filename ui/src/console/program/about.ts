import type { components } from '../../api/schema';
import type { Language } from '../../i18n/words';

type ProgramAbout = components['schemas']['ProgramAbout'];

/** Something with an id and a name for people. */
export interface Named {
  id: string;
  name: string;
}

/** A scheme of levels. */
export interface Scheme {
  id: string;
  levels: Named[];
}

/** What a program says of itself, in one language. */
export interface About {
  id: string;
  name: string;
  currency: string;
  zone: string;
  units: Named[];
  schemes: Scheme[];
}

/** What a program says of itself, in one language. */
export function aboutIn(about: ProgramAbout, language: Language): About {
  const named = ({ id, name }: { id: string; name: Record<Language, string> }): Named => ({
    id,
    name: name[language],
  });
  return {
    id: about.id,
    name: about.name[language],
    currency: about.currency,
    zone: about.time_zone,
    units: about.units.map(named),
    schemes: about.tiers.map(({ id, levels }) => ({ id, levels: levels.map(named) })),
  };
}

/** The file with another currency and time zone; the rest as it was, comments too. */
export function withPlace(text: string, currency: string, zone: string): string {
  return text
    .replace(/\bcurrency: *"?[A-Z]{3}"?/, `currency: ${currency}`)
    .replace(/\btime_zone: *"?[\w/+-]+"?/, `time_zone: ${zone}`);
}
