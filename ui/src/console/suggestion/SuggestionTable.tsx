import type { components } from '../../api/schema';
import { useWords } from '../../i18n/language';
import { DataTable } from '../common/DataTable';
import { suggestionWords } from './words';

export type Suggestion = components['schemas']['Suggestion'];

/** Goods that are suggested, the likeliest first, each with its reason. */
export function SuggestionTable({ label, goods }: { label: string; goods: Suggestion[] }) {
  const t = useWords(suggestionWords);
  return (
    <DataTable<Suggestion>
      label={label}
      rows={goods}
      rowKey={(row) => row.sku}
      columns={[
        { key: 'goods', head: label, cell: ({ name, sku }) => name ?? sku },
        { key: 'why', head: t.reason, cell: ({ why }) => t.why[why as keyof typeof t.why] },
      ]}
    />
  );
}
