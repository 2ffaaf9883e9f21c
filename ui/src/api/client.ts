import createClient, { type Middleware } from 'openapi-fetch';

import { preferred } from '../i18n/language';
import { heard } from './connection';
import { Problem, Unreachable } from './problem';
import type { paths } from './schema';

/** Heard by the shell, which asks to log in again and keeps the page. */
export const SESSION_ENDED = 'regulars:session-ended';

/** Tells the server that the page, and no other site, makes the call; says the language sentences should have. */
const introduce: Middleware = {
  onRequest({ request }) {
    request.headers.set('X-Regulars', 'console');
    request.headers.set('Accept-Language', preferred());
    return request;
  },
  async onResponse({ response, schemaPath }) {
    heard(!isGateway(response));
    if (response.ok) return;
    if (isGateway(response)) throw new Unreachable(response.status);
    if (response.status === 401 && schemaPath !== '/v1/session') {
      window.dispatchEvent(new Event(SESSION_ENDED));
    }
    throw await Problem.of(response);
  },
  onError({ error }) {
    heard(false);
    return new Unreachable(error);
  },
};

/** What stands before a server answers for one that is gone: without the words of a problem. */
function isGateway({ status, headers }: Response): boolean {
  return status >= 502 && status <= 504 && !headers.get('Content-Type')?.includes('problem+json');
}

/** Every call of the API, typed from its OpenAPI document. A call that fails throws `Problem` or `Unreachable`. */
export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' });
api.use(introduce);

/** What a call answered. For calls that throw when they fail, which `api` does, there always is an answer. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  return data as T;
}

/** A new id for a call that may be repeated until it is answered. */
export function newId(): string {
  return crypto.randomUUID();
}
