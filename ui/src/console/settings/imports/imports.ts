import { useQuery } from '@tanstack/react-query';

import { answer, api } from '../../../api/client';
import type { components } from '../../../api/schema';
import { preferred, useLanguage } from '../../../i18n/language';

type Schemas = components['schemas'];
export type Kind = Schemas['ImportKind'];
export const KINDS: Kind[] = ['members', 'purchases', 'products', 'spend'];

export type Result = Schemas['ImportResult'];

/** Kinds that can be brought in as what was before, without points. */
export const isPast = (kind: Kind): kind is 'members' | 'purchases' =>
  kind === 'members' || kind === 'purchases';

/** Counts of a finished run: those that are always told, and those told where there is something to count. */
const ALWAYS = ['rows', 'imported', 'refused'] as const;
const OTHERS = ['unchanged', 'purchases', 'returns', 'members', 'products'] as const;

/** The counts of a result that say something. */
export function toldOf(result: Result) {
  return [...ALWAYS, ...OTHERS.filter((name) => result[name] > 0)];
}

/** A file on its way into the base. */
export type Import = Schemas['Import'];
/** The same with its columns, a sample and what may be told of them. */
export type Detail = Schemas['ImportDetail'];

/** How often a running import is asked after, ms. */
const WATCH_MS = 700;

export const isUnderway = ({ state }: Pick<Import, 'state'>) =>
  state === 'running' || state === 'queued';

export function useImport(id: string) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['imports', id, language],
    queryFn: () => answer(api.GET('/v1/imports/{id}', { params: { path: { id } } })),
    refetchInterval: (query) =>
      query.state.data && isUnderway(query.state.data) ? WATCH_MS : false,
  });
}

/** Sends a file; `told` hears the share that has gone, 0 to 1. */
export function upload(kind: Kind, file: File, told: (share: number) => void): Promise<Detail> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ kind, name: file.name });
    request.open('POST', `/v1/imports?${query}`);
    request.setRequestHeader('X-Regulars', 'console');
    request.setRequestHeader('Accept-Language', preferred());
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.responseType = 'text';
    request.upload.onprogress = ({ loaded, total }) => told(total === 0 ? 0 : loaded / total);
    request.onerror = () => reject(new Error('upload'));
    request.onload = () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as Detail);
      else reject(new Response(request.responseText, { status: request.status }));
    };
    request.send(file);
  });
}

/** The columns chosen for fields, without those that are not in the file. */
export function chosenMap(map: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(map).filter((pair): pair is [string, string] => Boolean(pair[1])),
  );
}

/** Fields a file must have, or one of several, that no column was chosen for. */
export function missing(fields: Detail['fields'], map: Record<string, string | null>): string[] {
  const has = (name: string) => Boolean(map[name]);
  const lacks = ({ name, required, one_of: others }: Detail['fields'][number]) =>
    (required && !has(name)) || (others.length > 0 && ![name, ...others].some(has));
  return fields.filter(lacks).map((field) => field.name);
}
