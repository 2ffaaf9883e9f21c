import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  parseSearchWith,
  stringifySearchWith,
} from '@tanstack/react-router';

import { validHomeSearch } from './home/period';
import { membersSearch, memberSearch } from './member/search';
import { purchasesSearch } from './purchase/search';
import { programSearch } from './program/address';
import { Lost } from './shell/Lost';
import { Shell } from './shell/Shell';

const root = createRootRoute({ component: Shell, notFoundComponent: Lost });
const under = { getParentRoute: () => root };

/** Every page with its address under `/console`. Each is loaded when it is first opened. */
const tree = root.addChildren([
  createRoute({
    ...under,
    path: '/',
    validateSearch: validHomeSearch,
    component: lazyRouteComponent(() => import('./home/HomePage'), 'HomePage'),
  }),
  createRoute({
    ...under,
    path: '/members',
    validateSearch: membersSearch,
    component: lazyRouteComponent(() => import('./member/MembersPage'), 'MembersPage'),
  }),
  createRoute({
    ...under,
    path: '/members/$id',
    validateSearch: memberSearch,
    component: lazyRouteComponent(() => import('./member/MemberPage'), 'MemberPage'),
  }),
  createRoute({
    ...under,
    path: '/purchases',
    validateSearch: purchasesSearch,
    component: lazyRouteComponent(() => import('./purchase/PurchasesPage'), 'PurchasesPage'),
  }),
  createRoute({
    ...under,
    path: '/purchases/$id',
    component: lazyRouteComponent(() => import('./purchase/PurchasePage'), 'PurchasePage'),
  }),
  createRoute({
    ...under,
    path: '/program',
    validateSearch: programSearch,
    component: lazyRouteComponent(() => import('./program/ProgramPage'), 'ProgramPage'),
  }),
  createRoute({
    ...under,
    path: '/program/$part',
    validateSearch: programSearch,
    component: lazyRouteComponent(() => import('./program/ProgramPage'), 'ProgramPage'),
  }),
  createRoute({
    ...under,
    path: '/playground',
    validateSearch: programSearch,
    component: lazyRouteComponent(() => import('./playground/PlaygroundPage'), 'PlaygroundPage'),
  }),
  createRoute({
    ...under,
    path: '/settings',
    component: lazyRouteComponent(() => import('./settings/SettingsPage'), 'SettingsPage'),
  }),
  createRoute({
    ...under,
    path: '/settings/$part',
    component: lazyRouteComponent(() => import('./settings/SettingsPage'), 'SettingsPage'),
  }),
]);

/** Addresses of the console, and what is shown at each. */
export const router = createRouter({
  routeTree: tree,
  basepath: '/console',
  // Addresses are read and sent by people: `?q=4321`, without the quotes of JSON.
  parseSearch: parseSearchWith((text) => text),
  stringifySearch: stringifySearchWith(String),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
