import { useEffect, useRef, useState } from 'react';
import type { DeclaredFacts, Draft, FileReceipt } from '#contract';
import { ApiError, call } from '../../../shared/api';
import { uploadItem } from '../../../shared/upload';

export type SaveState = 'saved' | 'dirty' | 'saving' | 'failed';

const rest = 1_200;

interface Options {
  id: string;
  draft: Draft;
  /** After each save: the criteria are evaluated anew. */
  onSaved: () => Promise<void>;
}

/**
 * The working copy as this tab edits it: saved a little after the last change, one request at a time, each with the
 * ETag of the one before. A copy that somebody else changed answers 412 and nothing is overwritten.
 */
export function useWorkingCopy({ id, draft, onSaved }: Options) {
  const [facts, keepFacts] = useState<DeclaredFacts>(() => draft.facts as DeclaredFacts);
  const [statement, keepStatement] = useState(draft.statement);
  const [state, setState] = useState<SaveState>('saved');
  const [savedAt, setSavedAt] = useState(draft.savedAt);
  const [error, setError] = useState<unknown>(null);
  const etag = useRef(draft.etag);
  const latest = useRef({ facts, statement });
  const dirty = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const path = `/nominations/${encodeURIComponent(id)}`;

  /** One after the other: every request needs the ETag that the one before brought. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.current.then(work, work);
    queue.current = turn.catch(() => undefined);
    return turn;
  };

  const save = async (): Promise<void> => {
    if (!dirty.current) return;
    dirty.current = false;
    setState('saving');
    try {
      const saved = await call<Draft>('PATCH', `${path}/draft`, { body: latest.current, ifMatch: etag.current });
      etag.current = saved.etag;
      setSavedAt(saved.savedAt);
      setError(null);
      setState(dirty.current ? 'dirty' : 'saved');
    } catch (e) {
      dirty.current = true;
      setError(e);
      setState('failed');
      throw e;
    }
    await onSaved();
  };

  const flush = (): Promise<void> => {
    clearTimeout(timer.current);
    return inTurn(save);
  };

  const change = (next: { facts: DeclaredFacts; statement: string }): void => {
    latest.current = next;
    dirty.current = true;
    setState('dirty');
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush().catch(() => undefined), rest);
  };

  const setFacts = (next: DeclaredFacts): void => {
    keepFacts(next);
    change({ ...latest.current, facts: next });
  };
  const setStatement = (next: string): void => {
    keepStatement(next);
    change({ ...latest.current, statement: next });
  };

  const upload = (item: string, file: File, onProgress: (percent: number) => void): Promise<void> =>
    inTurn(async () => {
      await save();
      const receipt = await uploadItem(`${path}/items/${encodeURIComponent(item)}`, file, etag.current, onProgress);
      etag.current = receipt.etag;
      await onSaved();
    });

  const remove = (item: string): Promise<void> =>
    inTurn(async () => {
      await save();
      const answer = await call<Partial<FileReceipt> | undefined>(
        'DELETE',
        `${path}/items/${encodeURIComponent(item)}`,
        {
          ifMatch: etag.current,
        },
      );
      if (answer?.etag) etag.current = answer.etag;
      await onSaved();
    });

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (dirty.current) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => {
      removeEventListener('beforeunload', warn);
      // Leaving for another screen must not lose the last words.
      if (dirty.current) void flush().catch(() => undefined);
    };
  }, []);

  const lost = error instanceof ApiError && error.code === 'stale-draft';
  return { facts, setFacts, statement, setStatement, state, savedAt, error, lost, flush, upload, remove, etag };
}

export type WorkingCopy = ReturnType<typeof useWorkingCopy>;
