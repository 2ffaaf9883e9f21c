import type { APIRequestContext, BrowserContext } from '@playwright/test';

import type { Role } from '../../src/console/session/session';

/** Log-ins of a demo base, as `regulars demo` prints them. */
export const DEMO = { login: 'demo', password: 'demo-regulars' };
export const TILL = { login: 'till', password: 'till-regulars' };

/** What a script says to be taken for the console. */
export const OURS = { 'X-Regulars': 'console' };

/** Logs the whole context in without the form, in a language. */
export async function logIn(
  context: BrowserContext,
  url: string,
  who: { login: string; password: string },
  language: string,
): Promise<void> {
  const entered = await context.request.post(`${url}/v1/session`, { headers: OURS, data: who });
  if (!entered.ok()) throw new Error(`${who.login}: ${entered.status()} ${await entered.text()}`);
  await context.request.patch(`${url}/v1/session`, { headers: OURS, data: { language } });
  await context.addInitScript((chosen) => {
    localStorage.setItem('regulars.language', chosen);
  }, language);
}

/** Without the first look, which would stand over what is tested. */
export async function quiet(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => localStorage.setItem('regulars.tour', 'done'));
}

/** Hires somebody, as the administrator of a demo base; who is hired already stays. */
export async function hire(
  request: APIRequestContext,
  url: string,
  role: Role,
): Promise<{ login: string; password: string }> {
  const who = { login: `the-${role}`, password: `the-${role}-of-a-test` };
  await request.post(`${url}/v1/session`, { headers: OURS, data: DEMO });
  const hired = await request.post(`${url}/v1/staff`, {
    headers: OURS,
    data: { ...who, name: `The ${role}`, role },
  });
  if (!hired.ok() && hired.status() !== 409)
    throw new Error(`${role}: ${hired.status()} ${await hired.text()}`);
  return who;
}
