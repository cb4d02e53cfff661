import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { AbsenceEffect, Absences, Delegations } from '#contract';
import { get, query } from '../../shared/api';

export const absencesQuery = queryOptions({
  queryKey: ['absences'],
  queryFn: ({ signal }) => get<Absences>('/absences', signal),
});

/** To whom one's work would go on these days. */
export const effectQuery = (validFrom: string, validTo: string) =>
  queryOptions({
    queryKey: ['absences', 'effect', validFrom, validTo],
    queryFn: ({ signal }) => get<AbsenceEffect>(`/absences/effect${query({ validFrom, validTo })}`, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });

export const delegationsQuery = queryOptions({
  queryKey: ['delegations'],
  queryFn: ({ signal }) => get<Delegations>('/delegations', signal),
});
