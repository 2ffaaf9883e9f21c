import type { components } from '../../../api/schema';
import type { Figure, FigureGroup } from '../figures/figure';
import type { economicsWords } from './words';

type Schemas = components['schemas'];
export type Economics = Schemas['EconomicsReport'];
type Row = Schemas['EconomicsRow'];
type Words = (typeof economicsWords)['en'];
type Told = Pick<Figure<Row>, 'kind' | 'of' | 'whole'>;
export type Group = keyof Words['groups'];

/** What is told of customers, by group. */
const GROUPS = {
  value: {
    result: { kind: 'sum', of: (row) => row.result ?? null },
    value_to_date: { kind: 'sum', of: (row) => row.value_to_date ?? null },
    value_per_customer: { kind: 'money', of: (row) => row.value_per_customer ?? null },
    clv: { kind: 'money', of: (row) => row.expected?.clv ?? null, whole: true },
    clv_over_cac: { kind: 'number', of: (row) => row.expected?.clv_over_cac ?? null, whole: true },
    whole_value: { kind: 'money', of: (row) => row.expected?.whole_value ?? null, whole: true },
  },
  winning: {
    acquisition_spend: { kind: 'sum', of: (row) => row.acquisition_spend },
    leads: { kind: 'count', of: (row) => row.leads },
    cost_per_lead: { kind: 'money', of: (row) => row.cost_per_lead ?? null },
    new_customers: { kind: 'count', of: (row) => row.new_customers },
    acquisition_cost: { kind: 'money', of: (row) => row.acquisition_cost ?? null },
    keeping_spend: { kind: 'sum', of: (row) => row.keeping_spend },
  },
  margin: {
    revenue: { kind: 'sum', of: (row) => row.revenue },
    margin: { kind: 'sum', of: (row) => row.margin ?? null },
    cost_known: { kind: 'share', of: (row) => row.cost_known ?? null },
    bonuses: { kind: 'sum', of: (row) => row.bonuses },
    share_of_wallet: { kind: 'share', of: (row) => row.share_of_wallet ?? null },
    engagement: { kind: 'share', of: (row) => row.engagement ?? null },
  },
  contacts: {
    sent: { kind: 'count', of: (row) => row.sent },
    delivered_rate: { kind: 'share', of: (row) => row.delivered_rate ?? null },
    opened_rate: { kind: 'share', of: (row) => row.opened_rate ?? null },
    clicked_rate: { kind: 'share', of: (row) => row.clicked_rate ?? null },
    contact_spend: { kind: 'sum', of: (row) => row.contact_spend },
    cost_per_contact: { kind: 'money', of: (row) => row.cost_per_contact ?? null },
    contact_buyers: { kind: 'count', of: (row) => row.contact_buyers },
    cost_per_buyer: { kind: 'money', of: (row) => row.cost_per_buyer ?? null },
  },
} satisfies Record<Group, Record<string, Told>>;

/** How many figures keep their place while they are asked. */
export const SIZES = Object.values(GROUPS).map((group) => Object.keys(group).length);

/** The figures by group. */
export function grouped(t: Words): FigureGroup<Row>[] {
  return Object.entries<Record<string, Told>>(GROUPS).map(([group, figures]) => ({
    title: t.groups[group as Group],
    figures: Object.entries(figures).map(([key, told]) => ({
      key,
      ...t.figures[key as keyof Words['figures']],
      ...told,
    })),
  }));
}
