import { Navigate, useMatches } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { useFirstPage } from '../shell/door';
import { scopeOf } from '../shell/pages';
import { NoRight } from './NoRight';
import { useMay } from './session';

/** Shows a page to who may see it, so that nothing is asked for that would be refused. */
export function Guard({ children }: { children: ReactNode }) {
  const may = useMay();
  const path = useMatches({ select: (matches) => matches.at(-1)?.pathname ?? '/' });
  const open = useFirstPage();
  const scope = scopeOf(path);
  if (!scope || may(scope)) return children;
  // The door leads everybody somewhere.
  if (path === '/' && open) return <Navigate to={open.path} replace />;
  return <NoRight scope={scope} />;
}
