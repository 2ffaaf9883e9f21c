import { preferred } from '../../i18n/language';
import { Problem, Unreachable } from '../../api/problem';

/** A call with a file as its body. */
export async function fileCall<T>(method: string, path: string, file?: string): Promise<T> {
  const response = await fetch(path, {
    method,
    headers: {
      'X-Regulars': 'console',
      'Accept-Language': preferred(),
      ...(file === undefined ? {} : { 'Content-Type': 'application/yaml' }),
    },
    ...(file === undefined ? {} : { body: file }),
  }).catch((error: unknown) => {
    throw new Unreachable(error);
  });
  if (!response.ok) throw await Problem.of(response);
  return (await response.json()) as T;
}
