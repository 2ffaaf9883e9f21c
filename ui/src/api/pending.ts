import { Problem, Unreachable } from './problem';

/** A call the OpenAPI document does not have yet. To go when it has. */
export async function pending<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    headers: {
      'X-Regulars': 'console',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw new Unreachable(error);
  });
  if (!response.ok) throw await Problem.of(response);
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}
