import { useLocalStorage } from '@mantine/hooks';

import { useSession } from '../session/session';

/** Columns a list of members can have, in their order. The name always stands first. */
export const COLUMNS = [
  'phone',
  'email',
  'city',
  'tier',
  'balance',
  'purchases',
  'spent',
  'last',
  'registered',
] as const;
export type ColumnName = (typeof COLUMNS)[number];

const USUAL: ColumnName[] = ['phone', 'city', 'balance', 'purchases', 'spent', 'last'];

/** The columns somebody chose, kept on this machine for each person. */
export function useColumns() {
  const person = useSession().data?.staff?.id ?? '';
  const [chosen, setChosen] = useLocalStorage<string[]>({
    key: `regulars.members.columns.${person}`,
    defaultValue: USUAL,
    getInitialValueInEffect: false,
  });
  const shown = COLUMNS.filter((column) => chosen.includes(column));
  return {
    shown,
    toggle: (column: ColumnName) =>
      setChosen(
        shown.includes(column) ? shown.filter((other) => other !== column) : [...shown, column],
      ),
    reset: () => setChosen(USUAL),
  };
}
