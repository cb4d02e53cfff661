import { queryOptions } from '@tanstack/react-query';
import type { Selections, SelectionView } from '#contract';
import { get } from '../../shared/api';

export const selectionsQuery = queryOptions({
  queryKey: ['selections'],
  queryFn: ({ signal }) => get<Selections>('/selections', signal),
});

export const selectionQuery = (id: string) =>
  queryOptions({
    queryKey: ['selection', id],
    queryFn: ({ signal }) => get<SelectionView>(`/selections/${encodeURIComponent(id)}`, signal),
  });
