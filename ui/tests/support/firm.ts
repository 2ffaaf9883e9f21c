import type { APIRequestContext } from '@playwright/test';

import { type Server, serve } from './server';
import { OURS } from './staff';

/** Who runs a firm of the tests. */
export const OWNER = { login: 'olga', password: 'correct horse battery' };

/** Starts a server without any data but its administrator. */
export async function found(request: APIRequestContext): Promise<Server> {
  const server = await serve();
  const line = server.printed.find((printed) => printed.startsWith('set up '));
  const code = line?.split('#')[1] ?? '';
  await send(request, 'post', `${server.url}/v1/setup`, {
    ...OWNER,
    code,
    name: 'Olga',
    language: 'en',
  });
  return server;
}

/** Makes a call that has to succeed; answers what it answered. */
export async function send(
  request: APIRequestContext,
  method: 'post' | 'put',
  url: string,
  data: object,
): Promise<Record<string, unknown>> {
  const answer = await request[method](url, { headers: OURS, data });
  if (!answer.ok()) throw new Error(`${method} ${url}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}
