/** A ready-made program to start from: its file and its scenarios, loaded when it is looked at. */
export interface Ready {
  id: ReadyId;
  file: () => Promise<string>;
  scenarios: () => Promise<string>;
}

export const READY_IDS = [
  'burger-heroes',
  'treats',
  'two-prices',
  'beauty-insider',
  'body-club',
  'discount-card',
] as const;
export type ReadyId = (typeof READY_IDS)[number];

const texts = import.meta.glob<string>(
  ['../../../../../programs/*.yaml', '!../../../../../programs/no-program*'],
  { query: '?raw', import: 'default' },
);

const load = async (name: string) => {
  const text = texts[`../../../../../programs/${name}.yaml`];
  if (!text) throw new Error(`programs/${name}.yaml is not in the bundle`);
  return text();
};

/** The gallery of the repository, in the order it is offered. */
export const READY: Ready[] = READY_IDS.map((id) => ({
  id,
  file: () => load(id),
  scenarios: () => load(`${id}.scenarios`),
}));
