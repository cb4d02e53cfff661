import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ImportChoice, ImportRows, ImportView } from '#contract';
import { ApiError, call, get, problemOf, query } from '../../shared/api';

export type Kind = ImportView['kind'];
export type RowState = 'wrong' | 'doubtful' | 'ready';
export type ImportRow = ImportRows['rows'][number];

const path = (id: string): string => `/imports/${encodeURIComponent(id)}`;

export const importQuery = (id: string) =>
  queryOptions({ queryKey: ['import', id], queryFn: ({ signal }) => get<ImportView>(path(id), signal) });

export const importRowsQuery = (id: string, which: RowState) =>
  infiniteQueryOptions({
    queryKey: ['import', id, 'rows', which],
    queryFn: ({ pageParam, signal }) =>
      get<ImportRows>(path(id) + `/rows${query({ which, after: pageParam, limit: 50 })}`, signal),
    initialPageParam: 0,
    getNextPageParam: (last: ImportRows) => last.next,
  });

/** Sends the file; the answer tells how its rows stand. */
export async function sendFile(kind: Kind, unit: string, file: File): Promise<ImportView> {
  const body = new FormData();
  body.set('file', file);
  const answer = await fetch(`/api/imports${query({ kind, unit })}`, { method: 'POST', body }).catch(() => {
    throw new ApiError(0, null);
  });
  const text = await answer.text();
  if (!answer.ok) throw new ApiError(answer.status, problemOf(text));
  return JSON.parse(text) as ImportView;
}

export const accept = (id: string, body: ImportChoice, key: string): Promise<ImportView> =>
  call<ImportView>('POST', `${path(id)}/accept`, { body, key });

export const drop = (id: string): Promise<void> => call<void>('DELETE', path(id));

export const errorsUrl = (id: string, language: string): string => `/api${path(id)}/errors.csv${query({ language })}`;

export const templateUrl = (kind: Kind, language: string): string =>
  `/api/imports/template.csv${query({ kind, language })}`;
