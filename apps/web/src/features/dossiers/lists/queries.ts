import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { NomineeDraftsMade, NomineeList, NomineeRows } from '#contract';
import { ApiError, call, get, problemOf, query } from '../../../shared/api';
import type { AwardChoice } from '../new/AwardStep';

const path = (id: string): string => `/nominee-lists/${encodeURIComponent(id)}`;

export type RowState = 'ready' | 'doubtful' | 'wrong' | 'made';
export type NomineeRow = NomineeRows['rows'][number];

export const listQuery = (id: string) =>
  queryOptions({ queryKey: ['nominee-list', id], queryFn: ({ signal }) => get<NomineeList>(path(id), signal) });

export const rowsQuery = (id: string, which: RowState) =>
  infiniteQueryOptions({
    queryKey: ['nominee-list', id, 'rows', which],
    queryFn: ({ pageParam, signal }) =>
      get<NomineeRows>(path(id) + `/rows${query({ which, after: pageParam })}`, signal),
    initialPageParam: 0,
    getNextPageParam: (last: NomineeRows) => last.next,
  });

/** Sends the workbook; the answer tells how its rows stand. */
export async function sendList(choice: AwardChoice, file: File): Promise<NomineeList> {
  const { award, unit, subjectType, year, occasion, theme } = choice;
  const asked = { award, unit, subjectType, year, occasion, theme: theme ?? undefined };
  const body = new FormData();
  body.set('file', file);
  const answer = await fetch(`/api/nominee-lists${query(asked)}`, { method: 'POST', body }).catch(() => {
    throw new ApiError(0, null);
  });
  const text = await answer.text();
  if (!answer.ok) throw new ApiError(answer.status, problemOf(text));
  return JSON.parse(text) as NomineeList;
}

export const nameColumns = (id: string, columns: (string | null)[], convert: boolean): Promise<NomineeList> =>
  call<NomineeList>('PUT', `${path(id)}/columns`, { body: { columns, convert } });

export const makeDrafts = (id: string, expected: number, confirmed: number[]): Promise<NomineeDraftsMade> =>
  call<NomineeDraftsMade>('POST', `${path(id)}/drafts`, { body: { expected, confirmed } });

export const errorsUrl = (id: string, language: string): string => `/api${path(id)}/errors.xlsx${query({ language })}`;

export const rowsUrl = (id: string, which: RowState, language: string): string =>
  `/api${path(id)}/rows.xlsx${query({ which, language })}`;

export const templateUrl = ({ award, subjectType }: AwardChoice, language: string): string =>
  `/api/nominee-lists/template.xlsx${query({ award, subjectType, language })}`;
