import type { QueryClient } from '@tanstack/react-query';
import { onPhone } from '../../shared/hooks';
import { inboxQuery, nominationQuery } from '../../shared/queries';
import type { InboxSearch } from './search';

/** Asks for the list, and for the dossier that will stand open beside it, before the first of the screen is drawn. */
export async function fetchAhead(client: QueryClient, { selected, ...filter }: InboxSearch): Promise<void> {
  const list = client.fetchInfiniteQuery(inboxQuery(filter)).catch(() => undefined);
  if (onPhone()) return;
  const open = selected ?? (await list)?.pages[0]?.rows[0]?.id;
  if (open !== undefined) await client.prefetchQuery(nominationQuery(open));
}
