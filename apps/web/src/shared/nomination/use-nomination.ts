import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { NominationView } from '#contract';
import { nominationQuery } from '../queries';

const mark = (view: NominationView): string => `${view.id} ${view.revision} ${view.state} ${view.evaluation}`;

export interface ReadNomination {
  view: NominationView | undefined;
  error: unknown;
  /** The server holds something newer than what is shown. */
  stale: boolean;
  reload: () => Promise<void>;
}

/**
 * A nomination for reading and deciding. It is fetched again and again, but a newer one is never put under the
 * reader's eyes by itself: `stale` says so and `reload` shows it. One's own working copy always follows.
 */
export function useNomination(id: string): ReadNomination {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(nominationQuery(id));
  const [shown, setShown] = useState<NominationView | undefined>(data);
  const follows =
    data !== undefined && (shown?.id !== data.id || mark(shown) === mark(data) || shown.draft?.editable === true);
  if (follows && shown !== data) setShown(data);
  const view = follows ? data : shown?.id === id ? shown : undefined;
  const reload = async (): Promise<void> => {
    await client.cancelQueries({ queryKey: nominationQuery(id).queryKey });
    const fresh = await refetch();
    if (fresh.data) setShown(fresh.data);
  };
  return { view, error: view ? null : error, stale: !follows && view !== undefined, reload };
}
