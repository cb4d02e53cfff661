import { useCallback, useMemo, useState } from 'react';
import type { InboxRow } from '#contract';

export interface Marks {
  /** Marked rows that are in the list, in its order. */
  ids: readonly string[];
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  put: (ids: readonly string[]) => void;
  clear: () => void;
}

/** Rows marked for an act on many. What left the list is not marked any more. */
export function useMarks(rows: readonly InboxRow[]): Marks {
  const [marked, setMarked] = useState<ReadonlySet<string>>(() => new Set());
  const ids = useMemo(() => rows.map((r) => r.id).filter((id) => marked.has(id)), [rows, marked]);
  const toggle = useCallback(
    (id: string) =>
      setMarked((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
  const put = useCallback((more: readonly string[]) => setMarked((before) => new Set([...before, ...more])), []);
  const clear = useCallback(() => setMarked(new Set()), []);
  const has = useCallback((id: string) => marked.has(id), [marked]);
  return { ids, has, toggle, put, clear };
}
