import { useNavigate, useSearch } from '@tanstack/react-router';
import type { InboxFilter } from '#contract';

export type InboxSearch = InboxFilter & { selected?: string | undefined };

/** Filters and order of the list, without the open row: moving about renews nothing but rows and panel. */
export function useInboxFilter(): InboxFilter {
  return useSearch({
    from: '/inside/viec',
    select: ({ selected: _selected, ...filter }: InboxSearch): InboxFilter => filter,
    structuralSharing: true,
  });
}

export const useSelected = (): string | undefined => useSearch({ from: '/inside/viec', select: (s) => s.selected });

const narrowing = ['q', 'award', 'unit', 'as', 'due', 'eligibility', 'year', 'occasion'] as const;

/** How many filters narrow the list. */
export const narrowedBy = (filter: InboxFilter): number => narrowing.filter((k) => filter[k] !== undefined).length;

export const noFilter = Object.fromEntries(narrowing.map((k) => [k, undefined])) as Partial<InboxSearch>;

export function useInboxFilters(): (change: Partial<InboxSearch>) => void {
  const navigate = useNavigate({ from: '/viec' });
  /** A new filter starts at its first row. */
  return (change) => void navigate({ search: (s) => ({ ...s, ...change, selected: undefined }), replace: true });
}
