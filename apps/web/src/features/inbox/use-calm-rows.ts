import { useState } from 'react';
import type { InboxRow } from '#contract';
import { calm, knowing, type Known } from './calm';

interface Fetched {
  readonly rows: InboxRow[];
  /** Another filter, order or page is another list: it is shown as it comes. */
  readonly list: string;
  /** False while the rows are still those of the former list. */
  readonly settled: boolean;
  readonly more: boolean;
}

export interface CalmRows {
  readonly shown: InboxRow[];
  /** Rows that came since and wait to be shown. */
  readonly fresh: number;
  readonly show: () => void;
}

/** Rows under the reader's eyes: they follow what changes, but new ones wait until they are asked for. */
export function useCalmRows({ rows, list, settled, more }: Fetched): CalmRows {
  const [known, setKnown] = useState<Known>(() => knowing('', [], false));
  const show = (): void => setKnown(knowing(list, rows, more));
  if (!settled) return { shown: rows, fresh: 0, show };
  const { shown, fresh } = known.list === list ? calm(known, rows) : { shown: rows, fresh: 0 };
  const unknown = known.list !== list || known.more !== more || shown.some((r) => !known.ids.has(r.id));
  if (unknown)
    setKnown({ list, more, ids: new Set([...(known.list === list ? known.ids : []), ...shown.map((r) => r.id)]) });
  return { shown: fresh === 0 ? rows : shown, fresh, show };
}
