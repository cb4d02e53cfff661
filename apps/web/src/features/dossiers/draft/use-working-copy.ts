import { useEffect, useRef, useState } from 'react';
import type { DeclaredFacts, Draft, DraftETag } from '#contract';
import { ApiError, call } from '../../../shared/api';
import { uploadItem } from '../../../shared/upload';
import { comesInParts, completeParts, sendParts, type Progress } from '../../../shared/upload-parts';

export type SaveState = 'saved' | 'dirty' | 'saving' | 'failed';
type Content = { facts: DeclaredFacts; statement: string };

/** A little after the last change: long enough for the end of a word. */
const rest = 1_200;

interface Options {
  id: string;
  draft: Draft;
  /** After each save: the criteria are evaluated anew. */
  onSaved: () => Promise<void>;
}

/** One after the other: every request needs the ETag that the one before brought. */
function useTurns() {
  const last = useRef<Promise<unknown>>(Promise.resolve());
  return <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.current.then(work, work);
    last.current = turn.catch(() => undefined);
    return turn;
  };
}

/** Saves what was changed; a copy that somebody else changed answers 412 and nothing is overwritten. */
function useSaving({ id, draft, onSaved }: Options) {
  const [state, setState] = useState<SaveState>('saved');
  const [savedAt, setSavedAt] = useState(draft.savedAt);
  const [error, setError] = useState<unknown>(null);
  const etag = useRef(draft.etag);
  const unsaved = useRef<Content | null>(null);
  const save = async (): Promise<void> => {
    const content = unsaved.current;
    if (!content) return;
    unsaved.current = null;
    setState('saving');
    try {
      const path = `/nominations/${encodeURIComponent(id)}/draft`;
      const saved = await call<Draft>('PATCH', path, { body: content, ifMatch: etag.current });
      etag.current = saved.etag;
      setSavedAt(saved.savedAt);
      setError(null);
      setState(unsaved.current ? 'dirty' : 'saved');
    } catch (e) {
      unsaved.current ??= content;
      setError(e);
      setState('failed');
      throw e;
    }
    await onSaved();
  };
  return { state, setState, savedAt, error, etag, unsaved, save };
}

function useFiles(id: string, etag: { current: string }, before: () => Promise<void>, after: () => Promise<void>) {
  const path = (item: string): string => `/nominations/${encodeURIComponent(id)}/items/${encodeURIComponent(item)}`;
  /** Brings the bytes as far as they can be without the ETag, and answers what is left to do in turn. */
  const upload = async (item: string, file: File, tell: (progress: Progress) => void): Promise<() => Promise<void>> => {
    const sent = comesInParts(file) ? await sendParts(path(item), file, tell) : null;
    return async () => {
      await before();
      const receipt =
        sent === null
          ? await uploadItem(path(item), file, etag.current, (percent) => tell({ percent, waiting: false }))
          : await completeParts(sent, etag.current, tell);
      etag.current = receipt.etag;
      await after();
    };
  };
  const remove = async (item: string, file: string): Promise<void> => {
    await before();
    const answer = await call<DraftETag>('DELETE', `${path(item)}/${file}`, { ifMatch: etag.current });
    etag.current = answer.etag;
    await after();
  };
  return { upload, remove };
}

/** The working copy as this tab edits it. */
export function useWorkingCopy(options: Options) {
  const { id, draft, onSaved } = options;
  const [content, setContent] = useState<Content>({ facts: draft.facts as DeclaredFacts, statement: draft.statement });
  const { state, setState, savedAt, error, etag, unsaved, save } = useSaving(options);
  const inTurn = useTurns();
  const files = useFiles(id, etag, save, onSaved);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = (): Promise<void> => {
    clearTimeout(timer.current);
    return inTurn(save);
  };
  const change = (part: Partial<Content>): void => {
    const next = { ...content, ...unsaved.current, ...part };
    setContent(next);
    unsaved.current = next;
    setState('dirty');
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush().catch(() => undefined), rest);
  };

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (unsaved.current) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => {
      removeEventListener('beforeunload', warn);
      // Leaving for another screen must not lose the last words.
      if (unsaved.current) void flush().catch(() => undefined);
    };
  }, []);

  return {
    ...content,
    setFacts: (facts: DeclaredFacts) => change({ facts }),
    setStatement: (statement: string) => change({ statement }),
    state,
    savedAt,
    error,
    /** Changed elsewhere: only loading it again helps. */
    lost: error instanceof ApiError && error.code === 'stale-draft',
    flush,
    etag,
    upload: async (item: string, file: File, tell: (progress: Progress) => void) =>
      inTurn(await files.upload(item, file, tell)),
    remove: (item: string, file: string) => inTurn(() => files.remove(item, file)),
  };
}

export type WorkingCopy = ReturnType<typeof useWorkingCopy>;
