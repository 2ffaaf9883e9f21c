import { useQuery } from '@tanstack/react-query';

import { answer, api } from '../../api/client';
import { useMay } from '../session/session';

/** Asked for at once: a chain with more stores is searched by id. */
const MOST = 200;

/** The stores by id, for pickers and for names instead of ids. */
export function useStores() {
  const may = useMay();
  const { data } = useQuery({
    queryKey: ['stores', 'names'],
    queryFn: () => answer(api.GET('/v1/stores', { params: { query: { limit: MOST } } })),
    enabled: may('catalogue:read'),
    staleTime: 5 * 60_000,
  });
  const stores = data?.items ?? [];
  return {
    stores,
    /** Its name, with the city where the name alone says little; the id while it is unknown. */
    storeName: (id: string | null | undefined): string | null => {
      if (!id) return null;
      const store = stores.find((known) => known.id === id);
      return store ? [store.city, store.name].filter(Boolean).join(', ') || id : id;
    },
  };
}
