import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Candidates } from '#contract';
import { get, query } from '../../shared/api';

/** What could be listed in a document of one kind, and what speaks against each. */
export const candidatesQuery = (filters: Record<string, string | undefined>) =>
  queryOptions({
    queryKey: ['documents', 'candidates', filters],
    queryFn: ({ signal }) => get<Candidates>(`/documents/candidates${query(filters)}`, signal),
    placeholderData: keepPreviousData,
  });
