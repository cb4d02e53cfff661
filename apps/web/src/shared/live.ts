import {
  useQuery,
  type QueryClient,
  type QueryKey,
  type UseQueryOptions,
  type UseQueryResult,
} from '@tanstack/react-query';

const often = 5_000;

let up = false;

/** What changes is told by the server; while it is not, it is asked for again and again. */
export const fallback = (ms: number) => (): number | false => (up ? false : ms);

/** Whether the server tells what changes. Queries that are looked at reckon their intervals anew; nothing is fetched for that. */
export function setStreamUp(client: QueryClient, now: boolean): void {
  if (up === now) return;
  up = now;
  for (const query of client.getQueryCache().findAll({ type: 'active' })) {
    for (const observer of query.observers) observer.setOptions(observer.options);
  }
}

/** What several people look at together: told by the server, else asked for every five seconds; at once when the window is looked at. */
export function useLive<Data, Key extends QueryKey>(
  options: UseQueryOptions<Data, Error, Data, Key>,
): UseQueryResult<Data> {
  return useQuery({ ...options, refetchInterval: fallback(often), refetchOnWindowFocus: 'always' });
}
