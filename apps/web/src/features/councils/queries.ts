import { queryOptions } from '@tanstack/react-query';
import type { BallotView, CouncilView, CouncilWaiting, Councils, OpeningCheck, SittingView } from '#contract';
import { get } from '../../shared/api';

export const councilsQuery = queryOptions({
  queryKey: ['councils'],
  queryFn: ({ signal }) => get<Councils>('/councils', signal),
});

export const councilQuery = (id: string) =>
  queryOptions({
    queryKey: ['councils', id],
    queryFn: ({ signal }) => get<CouncilView>(`/councils/${encodeURIComponent(id)}`, signal),
  });

export const waitingQuery = (council: string) =>
  queryOptions({
    queryKey: ['councils', council, 'waiting'],
    queryFn: ({ signal }) => get<CouncilWaiting>(`/councils/${encodeURIComponent(council)}/waiting`, signal),
  });

export const sittingQuery = (id: string) =>
  queryOptions({
    queryKey: ['sitting', id],
    queryFn: ({ signal }) => get<SittingView>(`/sittings/${encodeURIComponent(id)}`, signal),
  });

/** Asked for on the check page only; another version of the sitting is another question. */
export const openingQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['sitting', id, 'opening', version],
    queryFn: ({ signal }) => get<OpeningCheck>(`/sittings/${encodeURIComponent(id)}/opening`, signal),
    retry: false,
    staleTime: 0,
  });

export const ballotQuery = (id: string) =>
  queryOptions({
    queryKey: ['ballot', id],
    queryFn: ({ signal }) => get<BallotView>(`/ballots/${encodeURIComponent(id)}`, signal),
  });
