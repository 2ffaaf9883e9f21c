import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';

import { validHomeSearch } from './home/period';
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
    component: lazyRouteComponent(() => import('./member/MembersPage'), 'MembersPage'),
  }),
  createRoute({
    ...under,
    path: '/members/$id',
    component: lazyRouteComponent(() => import('./member/MemberPage'), 'MemberPage'),
  }),
  createRoute({
    ...under,
    path: '/purchases',
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
    component: lazyRouteComponent(() => import('./program/ProgramPage'), 'ProgramPage'),
  }),
  createRoute({
    ...under,
    path: '/playground',
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
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
