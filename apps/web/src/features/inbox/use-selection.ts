import { useNavigate, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { InboxRow } from '#contract';
import { useSelected } from './search';

/** How long the keys must rest before the address follows them, in milliseconds: a navigation costs more than a key press may. */
const rest = 250;

interface Selection {
  /** The open row: the one that was chosen, else the first. */
  readonly shown: string | undefined;
  /** Its place among the rows; -1 where it is not listed any more. */
  readonly place: number;
  readonly select: (id: string, focus: boolean) => void;
  /** Opens the dossier of a row, to which one comes back. */
  readonly open: (id: string) => void;
}

/** The open row: on the screen at once, in the address as soon as the keys rest. An address that names another row is followed. */
export function useSelection(
  rows: readonly InboxRow[],
  list: React.RefObject<HTMLDivElement | null>,
  settled: boolean,
): Selection {
  const asked = useSelected();
  const [chosen, setChosen] = useState(asked);
  const write = useAddress(asked, setChosen);
  const navigate = useNavigate();
  const { history } = useRouter();
  const shown = chosen ?? (settled ? rows[0]?.id : undefined);
  useEffect(() => {
    if (shown === undefined || shown === asked) return;
    // Whoever is on the way to another screen is not called back.
    const follow = (): unknown => history.location.pathname === '/viec' && write(shown);
    const timer = setTimeout(follow, asked === undefined ? 0 : rest);
    return () => clearTimeout(timer);
  }, [shown, asked, write, history]);
  const select = useCallback(
    (id: string, focus: boolean): void => {
      // At once: the next key is meant for this row, and must not meet the panel of the former one.
      flushSync(() => setChosen(id));
      if (focus) list.current?.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus();
    },
    [list],
  );
  const open = useCallback(
    (id: string) => void write(id).then(() => navigate({ to: '/ho-so/$id', params: { id } })),
    [write, navigate],
  );
  return { shown, place: rows.findIndex((r) => r.id === shown), select, open };
}

/** Writes a row into the address, and tells of a row that the address names by itself. */
function useAddress(
  asked: string | undefined,
  onAsked: React.Dispatch<React.SetStateAction<string | undefined>>,
): (id: string) => Promise<void> {
  const navigate = useNavigate({ from: '/viec' });
  const written = useRef<string>(undefined);
  useEffect(() => {
    // What was written here comes back later, when another row may have been chosen.
    if (asked !== undefined && asked === written.current) {
      written.current = undefined;
      onAsked((chosen) => chosen ?? asked);
    } else if (asked === undefined || written.current === undefined) onAsked(asked);
  }, [asked, onAsked]);
  return useCallback(
    (id) => {
      written.current = id;
      return navigate({ search: (s) => ({ ...s, selected: id }), replace: true, resetScroll: false });
    },
    [navigate],
  );
}
