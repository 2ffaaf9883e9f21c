import type { components } from '../../../api/schema';
import type { Figure, FigureGroup } from '../figures/figure';
import { opinionOf } from '../queries';
import type { opinionWords } from './words';

type Schemas = components['schemas'];
export type Opinions = Schemas['OpinionReport'];
type Row = Schemas['OpinionReportRow'];
type Words = (typeof opinionWords)['en'];
type Told = Pick<Figure<Row>, 'kind' | 'of'>;

/** What is told of answers, whatever was asked. */
const ANSWERS = {
  answers: { kind: 'count', of: (row) => row.answers },
  members: { kind: 'count', of: (row) => row.members },
} satisfies Record<string, Told>;

/** What is told of answers to each question, and what it is told of first. */
const FIGURES = {
  nps: {
    nps: { kind: 'score', of: (row) => row.nps ?? null },
    promoters: { kind: 'share', of: (row) => row.promoters ?? null },
    detractors: { kind: 'share', of: (row) => row.detractors ?? null },
    mean: { kind: 'number', of: (row) => row.mean ?? null },
    ...ANSWERS,
  },
  csat: {
    csat: { kind: 'share', of: (row) => row.csat ?? null },
    mean: { kind: 'number', of: (row) => row.mean ?? null },
    ...ANSWERS,
  },
  ces: {
    ces: { kind: 'number', of: (row) => row.mean ?? null },
    ...ANSWERS,
  },
} satisfies Record<string, Record<string, Told>>;

/** How many figures keep their place while they are asked. */
export const SIZE = Object.keys(FIGURES.nps).length;

/** The figures of what was asked. */
export function grouped(opinions: Opinions, t: Words): FigureGroup<Row> {
  const of = opinionOf(opinions.of);
  const figures = Object.entries<Told>(FIGURES[of]).map(([key, told]) => ({
    key,
    ...t.figures[key as keyof Words['figures']],
    ...told,
  }));
  return { title: t.groups[of], figures };
}
