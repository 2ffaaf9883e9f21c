import { pending } from '../../api/pending';
import type { Language } from '../../i18n/words';
import { reach } from '../link/link';

/** Who works at the till. */
export interface Staff {
  id: string;
  name: string;
  login: string;
  language: Language;
  store: string | null;
  scopes: string[];
}

export interface Session {
  setup_needed: boolean;
  staff: Staff | null;
  currency?: string | null;
}

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
  return remembered(await reach(() => pending<Session>('GET', '/v1/session')));
}

export async function logIn(login: string, password: string): Promise<Session> {
  const session = await reach(() => pending<Session>('POST', '/v1/session', { login, password }));
  return remembered(session);
}

export async function logOut(): Promise<void> {
  await reach(() => pending('DELETE', '/v1/session'));
  forget(SESSION);
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

/** What is kept under a name, if it is there and can be read. */
export function stored<T>(name: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

/** Keeps something under a name; without room it is not kept. */
export function keep(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    forget(name);
  }
}

export function forget(name: string): void {
  localStorage.removeItem(name);
}
