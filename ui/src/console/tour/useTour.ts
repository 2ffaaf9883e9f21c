import { useLocalStorage } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

import { answer, api } from '../../api/client';
import { useMay } from '../session/session';
import { type Kept, keptOf, lookAt, memberAt, type Step, stepsFor } from './steps';

/** How far this browser is. Plain text, so that `regulars.tour` = `done` switches it off by hand. */
function useKept() {
  return useLocalStorage<Kept>({
    key: 'regulars.tour',
    defaultValue: 'new',
    getInitialValueInEffect: false,
    serialize: String,
    deserialize: keptOf,
  });
}

/** Begins the first look anew. */
export function useBegin(): (() => void) | null {
  const may = useMay();
  const [, keep] = useKept();
  const { open } = useOpen(null);
  const [first] = stepsFor(may);
  if (!first) return null;
  return () => {
    keep(first);
    open(first);
  };
}

/** Where the first look stands, and the ways on from there. */
export function useTour() {
  const may = useMay();
  const { pathname, search } = useLocation();
  const [kept, keep] = useKept();
  const member = useLastMember(pathname);
  const { open, opening, failed } = useOpen(member);
  const { tab } = search as { tab?: unknown };
  const look = lookAt(kept, stepsFor(may), { path: pathname, tab });
  const anybody = useAnybody(look !== null && kept === 'new');
  const shown = kept !== 'new' || anybody ? look : null;
  const step = shown?.step;
  useEffect(() => {
    if (step) keep(step);
  }, [step, keep]);
  return { look: shown, open, opening, failed, dismiss: () => keep('done') };
}

/** Whether there is anybody to show: on an empty base Home has its own first steps. */
function useAnybody(asked: boolean): boolean {
  const found = useQuery({
    queryKey: ['members', 'any'],
    queryFn: () => answer(api.GET('/v1/members', { params: { query: { limit: 1 } } })),
    enabled: asked,
  });
  return (found.data?.items.length ?? 0) > 0;
}

/** The member whose page was open last: going back leads to the same one. */
function useLastMember(path: string): string | null {
  const at = memberAt(path);
  const [last, setLast] = useState(at);
  if (at && at !== last) setLast(at);
  return at ?? last;
}

/** Opens the screen of a step. Where nobody could be shown, the next screen is. */
function useOpen(member: string | null) {
  const navigate = useNavigate();
  const { search } = useLocation();
  const { mutate, isPending, isError, reset } = useMutation({
    mutationFn: async () => {
      const id = member ?? (await somebody((search as { q?: string }).q));
      await (id
        ? navigate({ to: '/members/$id', params: { id }, search: { tab: 'points' } })
        : navigate({ to: PAGES.program }));
    },
  });
  const open = (step: Step) => {
    reset();
    if (step === 'points') mutate();
    else void navigate({ to: PAGES[step] });
  };
  return { open, opening: isPending, failed: isError };
}

const PAGES = {
  home: '/',
  members: '/members',
  program: '/program',
  playground: '/playground',
} as const;

/** Whose points to show: who was looked for, else who bought last, else who joined last. */
async function somebody(q: string | undefined): Promise<string | null> {
  if (q) {
    const [found] = await members({ q });
    if (found) return found.id;
  }
  const { items } = await answer(
    api.GET('/v1/purchases', { params: { query: { identified: 'true', limit: 1 } } }),
  );
  const buyer = items[0]?.member?.id;
  return buyer ?? (await members({}))[0]?.id ?? null;
}

async function members(query: { q?: string }) {
  const found = await answer(api.GET('/v1/members', { params: { query: { ...query, limit: 1 } } }));
  return found.items;
}
