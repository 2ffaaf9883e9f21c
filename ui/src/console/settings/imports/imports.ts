import { useQuery } from '@tanstack/react-query';

import { pending } from '../../../api/pending';

export type Kind = 'members' | 'purchases' | 'products';
export const KINDS: Kind[] = ['members', 'purchases', 'products'];

/** A figure of a finished import; which there are depends on what was imported. */
export const RESULTS = [
  'rows',
  'imported',
  'purchases',
  'members',
  'unchanged',
  'refused',
] as const;
export type Result = Partial<Record<(typeof RESULTS)[number], number>>;

/** A file on its way into the base. */
export interface Import {
  id: string;
  kind: Kind;
  name: string;
  bytes: number;
  state: 'uploaded' | 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';
  created_at?: string;
  columns: string[];
  sample: string[][];
  suggested: Record<string, string>;
  fields: { name: string; required: boolean; about: string }[];
  asked?: { map: Record<string, string>; dry_run: boolean } | null;
  progress?: {
    rows: number;
    percent: number;
    seconds_left: number | null;
  } | null;
  result?: Result | null;
  error?: string | null;
}

/** A row that was not imported. */
export interface Refused {
  line: number;
  column: string | null;
  reason: string;
  row: string[];
}

/** How often a running import is asked after, ms. */
const WATCH_MS = 700;

export const isUnderway = ({ state }: Import) => state === 'running' || state === 'queued';

export function useImport(id: string) {
  return useQuery({
    queryKey: ['imports', id],
    queryFn: () => pending<Import>('GET', `/v1/imports/${id}`),
    refetchInterval: (query) =>
      query.state.data && isUnderway(query.state.data) ? WATCH_MS : false,
  });
}

/** Sends a file; `told` hears the share that has gone, 0 to 1. */
export function upload(kind: Kind, file: File, told: (share: number) => void): Promise<Import> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ kind, name: file.name });
    request.open('POST', `/v1/imports?${query}`);
    request.setRequestHeader('X-Regulars', 'console');
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.responseType = 'text';
    request.upload.onprogress = ({ loaded, total }) => told(total === 0 ? 0 : loaded / total);
    request.onerror = () => reject(new Error('upload'));
    request.onload = () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as Import);
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

/** Fields a file must have that no column was chosen for. */
export function missing(fields: Import['fields'], map: Record<string, string | null>): string[] {
  return fields.filter((field) => field.required && !map[field.name]).map((field) => field.name);
}
