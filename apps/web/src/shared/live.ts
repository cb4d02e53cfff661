import { useQuery, type QueryKey, type UseQueryOptions, type UseQueryResult } from '@tanstack/react-query';

const often = 5_000;

/** What several people look at together: asked again every five seconds, and at once when the window is looked at. */
export function useLive<Data, Key extends QueryKey>(
  options: UseQueryOptions<Data, Error, Data, Key>,
): UseQueryResult<Data> {
  return useQuery({ ...options, refetchInterval: often, refetchOnWindowFocus: 'always' });
}
