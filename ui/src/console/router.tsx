import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  parseSearchWith,
  stringifySearchWith,
} from '@tanstack/react-router';

import type { ComponentType } from 'react';

import { patient } from '../api/connection';
import { validHomeSearch } from './home/period';
import { membersSearch, memberSearch } from './member/search';
import { purchasesSearch } from './purchase/search';
import { programSearch } from './program/address';
import { reviewSearch } from './review/search';
import { Broken } from './shell/Broken';
import { Lost } from './shell/Lost';
import { Shell } from './shell/Shell';

const root = createRootRoute({ component: Shell, notFoundComponent: Lost });
const under = { getParentRoute: () => root };

/** A page that is loaded when it is first opened. */
function page<K extends string>(load: () => Promise<Record<K, ComponentType>>, name: K) {
  return lazyRouteComponent(patient(load), name);
}

/** Every page with its address under `/console`. */
const tree = root.addChildren([
  createRoute({
    ...under,
    path: '/',
    validateSearch: validHomeSearch,
    component: page(() => import('./home/HomePage'), 'HomePage'),
  }),
  createRoute({
    ...under,
    path: '/members',
    validateSearch: membersSearch,
    component: page(() => import('./member/MembersPage'), 'MembersPage'),
  }),
  createRoute({
    ...under,
    path: '/members/$id',
    validateSearch: memberSearch,
    component: page(() => import('./member/MemberPage'), 'MemberPage'),
  }),
  createRoute({
    ...under,
    path: '/segments',
    component: page(() => import('./segment/SegmentsPage'), 'SegmentsPage'),
  }),
  createRoute({
    ...under,
    path: '/segments/$id',
    component: page(() => import('./segment/SegmentPage'), 'SegmentPage'),
  }),
  createRoute({
    ...under,
    path: '/experiments',
    component: page(() => import('./experiment/ExperimentsPage'), 'ExperimentsPage'),
  }),
  createRoute({
    ...under,
    path: '/experiments/$id',
    component: page(() => import('./experiment/ExperimentPage'), 'ExperimentPage'),
  }),
  createRoute({
    ...under,
    path: '/reports',
    component: page(() => import('./report/ReportsPage'), 'ReportsPage'),
  }),
  createRoute({
    ...under,
    path: '/reports/$report',
    component: page(() => import('./report/ReportsPage'), 'ReportsPage'),
  }),
  createRoute({
    ...under,
    path: '/purchases',
    validateSearch: purchasesSearch,
    component: page(() => import('./purchase/PurchasesPage'), 'PurchasesPage'),
  }),
  createRoute({
    ...under,
    path: '/rewards',
    component: page(() => import('./reward/RewardsPage'), 'RewardsPage'),
  }),
  createRoute({
    ...under,
    path: '/purchases/$id',
    component: page(() => import('./purchase/PurchasePage'), 'PurchasePage'),
  }),
  createRoute({
    ...under,
    path: '/program',
    validateSearch: programSearch,
    component: page(() => import('./program/ProgramPage'), 'ProgramPage'),
  }),
  createRoute({
    ...under,
    path: '/program/$part',
    validateSearch: programSearch,
    component: page(() => import('./program/ProgramPage'), 'ProgramPage'),
  }),
  createRoute({
    ...under,
    path: '/playground',
    validateSearch: programSearch,
    component: page(() => import('./playground/PlaygroundPage'), 'PlaygroundPage'),
  }),
  createRoute({
    ...under,
    path: '/review',
    validateSearch: reviewSearch,
    component: page(() => import('./review/ReviewPage'), 'ReviewPage'),
  }),
  createRoute({
    ...under,
    path: '/settings',
    component: page(() => import('./settings/SettingsPage'), 'SettingsPage'),
  }),
  createRoute({
    ...under,
    path: '/settings/$part',
    component: page(() => import('./settings/SettingsPage'), 'SettingsPage'),
  }),
  createRoute({
    ...under,
    path: '/settings/$part/$id',
    component: page(() => import('./settings/SettingsPage'), 'SettingsPage'),
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
  defaultErrorComponent: Broken,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
