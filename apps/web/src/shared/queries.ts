import { infiniteQueryOptions, keepPreviousData, queryOptions, type InfiniteData } from '@tanstack/react-query';
import type {
  ActView,
  Award,
  Awards,
  DocumentView,
  Dossier,
  Documents,
  ImportRights,
  Inbox,
  InboxUnits,
  Me,
  NominationLedger,
  NominationView,
  Nominations,
  Notifications,
  Persons,
  SampleSignIns,
  SavedFilters,
  Units,
  VersionDiff,
  Versions,
} from '#contract';
import { ApiError, get, query } from './api';
import { setLegalNow } from './clock';
import { fallback } from './live';
import { followPreferences } from './preferences';

export type Filters = Record<string, string | number | undefined>;
const often = 15_000;

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const me = await get<Me>('/me', signal);
    setLegalNow(me.now);
    followPreferences(me.preferences);
    return me;
  },
  staleTime: 60_000,
  refetchInterval: 120_000,
});

/** Which registers one may bring files for. */
export const importRightsQuery = queryOptions({
  queryKey: ['import', 'rights'],
  queryFn: ({ signal }) => get<ImportRights>('/imports/rights', signal),
  staleTime: 60_000,
});

export const sampleQuery = queryOptions({
  queryKey: ['sample'],
  queryFn: ({ signal }) =>
    get<SampleSignIns>('/sample', signal).catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 404) return null;
      throw error;
    }),
  staleTime: Infinity,
});

/** Counts for the navigation: the same numbers as on top of the inbox. */
export const countsQuery = queryOptions({
  queryKey: ['inbox', 'counts'],
  queryFn: ({ signal }) => get<Inbox>('/inbox?limit=1', signal),
  select: (inbox: Inbox) => inbox.counts,
  refetchInterval: fallback(often),
  staleTime: 5_000,
});

export const inboxQuery = (filters: Filters) =>
  infiniteQueryOptions({
    queryKey: ['inbox', 'list', filters],
    queryFn: ({ signal, pageParam }) =>
      get<Inbox>(`/inbox${query({ ...filters, limit: 100, cursor: pageParam })}`, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    select: (data: InfiniteData<Inbox>) => ({ ...data, rows: data.pages.flatMap((p) => p.rows) }),
    refetchInterval: fallback(often),
    refetchOnWindowFocus: 'always',
    placeholderData: keepPreviousData,
  });

export const inboxUnitsQuery = queryOptions({
  queryKey: ['inbox', 'units'],
  queryFn: ({ signal }) => get<InboxUnits>('/inbox/units', signal),
  staleTime: 60_000,
});

export const savedFiltersQuery = queryOptions({
  queryKey: ['filters'],
  queryFn: ({ signal }) => get<SavedFilters>('/inbox/filters', signal),
  staleTime: 60_000,
});

export const nominationsQuery = (filters: Filters) =>
  infiniteQueryOptions({
    queryKey: ['nominations', filters],
    queryFn: ({ signal, pageParam }) =>
      get<Nominations>(`/nominations${query({ ...filters, cursor: pageParam })}`, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });

export const nominationQuery = (id: string) =>
  queryOptions({
    queryKey: ['nomination', id],
    queryFn: ({ signal }) => get<NominationView>(`/nominations/${encodeURIComponent(id)}`, signal),
    refetchInterval: fallback(often),
    refetchOnWindowFocus: 'always',
  });

export const ledgerQuery = (id: string, mark: string) =>
  queryOptions({
    queryKey: ['ledger', id, mark],
    queryFn: ({ signal }) => get<NominationLedger>(`/nominations/${encodeURIComponent(id)}/ledger`, signal),
    placeholderData: keepPreviousData,
  });

export const dossierQuery = (id: string, mark: string) =>
  queryOptions({
    queryKey: ['dossier', id, mark],
    queryFn: ({ signal }) => get<Dossier>(`/nominations/${encodeURIComponent(id)}/dossier`, signal),
    placeholderData: keepPreviousData,
  });

export const versionsQuery = (id: string, revision: number) =>
  queryOptions({
    queryKey: ['versions', id, revision],
    queryFn: ({ signal }) => get<Versions>(`/nominations/${encodeURIComponent(id)}/versions`, signal),
  });

/** Two frozen versions never change, nor does what differs between them. */
export const diffQuery = (id: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['diff', id, from, to],
    queryFn: ({ signal }) =>
      get<VersionDiff>(`/nominations/${encodeURIComponent(id)}/versions/${from}/diff/${to}`, signal),
    staleTime: Infinity,
  });

export const awardsQuery = queryOptions({
  queryKey: ['awards'],
  queryFn: ({ signal }) => get<Awards>('/awards', signal),
  staleTime: 600_000,
});

export const awardQuery = (code: string) =>
  queryOptions({
    queryKey: ['award', code],
    queryFn: ({ signal }) => get<Award>(`/awards/${encodeURIComponent(code)}`, signal),
    staleTime: 600_000,
  });

export const personsQuery = (filters: Filters) =>
  queryOptions({
    queryKey: ['persons', filters],
    queryFn: ({ signal }) => get<Persons>(`/persons${query(filters)}`, signal),
    placeholderData: keepPreviousData,
  });

export const unitsQuery = (filters: Filters) =>
  queryOptions({
    queryKey: ['units', filters],
    queryFn: ({ signal }) => get<Units>(`/units${query(filters)}`, signal),
    placeholderData: keepPreviousData,
  });

export const documentsQuery = (filters: Filters) =>
  infiniteQueryOptions({
    queryKey: ['documents', filters],
    queryFn: ({ signal, pageParam }) => get<Documents>(`/documents${query({ ...filters, cursor: pageParam })}`, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });

export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: ['document', id],
    queryFn: ({ signal }) => get<DocumentView>(`/documents/${encodeURIComponent(id)}`, signal),
    refetchOnWindowFocus: 'always',
  });

export const actQuery = (id: string) =>
  queryOptions({
    queryKey: ['act', id],
    queryFn: ({ signal }) => get<ActView>(`/acts/${encodeURIComponent(id)}`, signal),
    // Of a hold only whoever began it is told.
    refetchInterval: ({ state: { data } }) =>
      data?.waiting === 0 ? false : data?.kind === 'hold' ? 1_000 : fallback(1_000)(),
  });

/** How many notices are unread, for the navigation; the list itself is long. */
export const unreadQuery = queryOptions({
  queryKey: ['notifications', 'unread'],
  queryFn: ({ signal }) => get<Notifications>('/notifications?limit=1', signal),
  select: (list: Notifications) => list.unread,
  refetchInterval: fallback(30_000),
});

export const notificationsQuery = (lang: string) =>
  queryOptions({
    queryKey: ['notifications', lang],
    queryFn: ({ signal }) => get<Notifications>(`/notifications${query({ lang })}`, signal),
    refetchInterval: fallback(30_000),
  });
