import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { Changed } from '#contract';
import { setStreamUp } from '../live';
import { meQuery } from '../queries';
import { onSession } from '../session';
import { lead, type News } from './lead';

type Thing = Changed['things'][number];

/** What to ask for again when something changed. Lists that somebody may be reading are only marked as old: `idle`. */
const touched: Record<Thing['kind'], (id: string) => { look: QueryKey[]; idle?: QueryKey[] }> = {
  nomination: (id) => ({ look: [['nomination', id], ['inbox'], ['selection']], idle: [['nominations']] }),
  document: (id) => ({ look: [['document', id]], idle: [['documents']] }),
  act: (id) => ({ look: [['act', id]] }),
  ballot: (id) => ({ look: [['ballot', id]] }),
  sitting: (id) => ({ look: [['sitting', id], ['councils']] }),
  council: (id) => ({ look: [['councils', id]], idle: [['councils']] }),
  selection: (id) => ({ look: [['selection', id]], idle: [['selections']] }),
  notices: () => ({ look: [['notifications']] }),
  me: () => ({ look: [['me'], ['inbox']] }),
};

/** Changes that come together are asked for together. */
const together = 150;

/** Asks for what changed; a tab that nobody looks at does so when it is looked at. */
function asking(client: QueryClient, signal: AbortSignal): (things: readonly Thing[]) => void {
  const look = new Map<string, QueryKey>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = (): void => {
    timer = undefined;
    if (document.hidden) return;
    for (const queryKey of look.values()) void client.invalidateQueries({ queryKey });
    look.clear();
  };
  document.addEventListener('visibilitychange', ask, { signal });
  return (things) => {
    for (const { kind, id } of things) {
      const keys = touched[kind](id);
      for (const key of keys.look) look.set(JSON.stringify(key), key);
      for (const queryKey of keys.idle ?? []) void client.invalidateQueries({ queryKey, refetchType: 'none' });
    }
    timer ??= setTimeout(ask, together);
  };
}

type Message = News | { readonly hello: true } | { readonly again: true };

/**
 * Follows what changes for one person in all tabs of this browser over one event source: the tab that holds the lock opens it and tells
 * the others. Where the browser has no locks (plain http away from localhost), queries go on asking. Returns the way to stop.
 */
export function follow(client: QueryClient, person: string): () => void {
  if (!('locks' in navigator)) return () => undefined;
  const stop = new AbortController();
  const { signal } = stop;
  const name = `laurel.stream.${person}`;
  const channel = new BroadcastChannel(name);
  const ask = asking(client, signal);
  let place = '';
  let leading: AbortController | undefined;
  let up = false;
  const hear = (news: News): void => {
    if ('place' in news) place = news.place;
    if ('things' in news) ask(news.things);
    if ('all' in news) void client.invalidateQueries();
    if ('ended' in news) void client.invalidateQueries({ queryKey: meQuery.queryKey });
    if ('up' in news) setStreamUp(client, (up = news.up));
  };
  const say = (news: News): void => {
    if (signal.aborted) return;
    channel.postMessage(news);
    hear(news);
  };
  const restart = (): void => leading?.abort();
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if ('hello' in data) return leading ? say({ up }) : undefined;
    if ('again' in data) return restart();
    hear(data);
  };
  const hold = async (): Promise<void> => {
    while (!signal.aborted) {
      leading = new AbortController();
      await lead({ say, place: () => place, signal: AbortSignal.any([signal, leading.signal]) });
    }
  };
  navigator.locks.request(name, { signal }, hold).catch(() => undefined);
  channel.postMessage({ hello: true });
  const unsubscribe = onSession(() => {
    channel.postMessage({ again: true });
    restart();
  });
  return () => {
    unsubscribe();
    stop.abort();
    channel.close();
    setStreamUp(client, false);
  };
}
