import { api } from '../../api/client';
import type { components } from '../../api/schema';
import { reach } from '../link/link';
import { forget, keep, stored } from '../storage';

export type Session = components['schemas']['Session'];
/** Who works at the till. */
export type Staff = NonNullable<Session['staff']>;

/** What this machine is: remembered until somebody changes it. */
export interface Place {
  store: string;
  storeName: string;
  till: string;
}

/** How this till reads codes. */
export interface Reading {
  /** How the numbers of the shop's cards begin. */
  cards: string[];
  /** What the scanner puts before and after a code. */
  prefix: string;
  suffix: string;
}

const SESSION = 'regulars.till.session';
const PLACE = 'regulars.till.place';
const READING = 'regulars.till.reading';
const CARDS = ['29'];

export async function readSession(): Promise<Session> {
  return remembered(await reach((signal) => api.GET('/v1/session', { signal })));
}

export async function logIn(login: string, password: string): Promise<Session> {
  const body = { login, password };
  const session = await reach((signal) => api.POST('/v1/session', { body, signal }));
  return remembered(session);
}

export async function logOut(): Promise<void> {
  // Also where the server cannot be told: who opens the page next is not this person.
  forget(SESSION);
  await reach((signal) => api.DELETE('/v1/session', { signal }));
}

function remembered(session: Session): Session {
  if (session.staff) keep(SESSION, session);
  else forget(SESSION);
  return session;
}

/** Who was logged in when the server last answered: a till that starts without it goes on selling. */
export const lastSession = () => stored<Session>(SESSION);

export const rememberedPlace = () => stored<Place>(PLACE);
export const keepPlace = (place: Place) => keep(PLACE, place);

export function reading(): Reading {
  return stored<Reading>(READING) ?? { cards: CARDS, prefix: '', suffix: '' };
}
export const keepReading = (next: Reading) => keep(READING, next);

export function maySell({ scopes }: Staff): boolean {
  return scopes.includes('till') || scopes.includes('all');
}
