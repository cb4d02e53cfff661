import { useEffect, useMemo, useRef, useState } from 'react';
import type { DeclaredFacts, Draft, DraftETag, NominationView } from '#contract';
import { ApiError, call, get } from '../../../shared/api';
import { fieldErrors } from './form';
import { merge, type Content } from './merge';
import { uploadItem } from '../../../shared/upload';
import { comesInParts, completeParts, sendParts, type Progress } from '../../../shared/upload-parts';

export type SaveState = 'saved' | 'dirty' | 'saving' | 'failed';

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
  /** As the server has it under that ETag. */
  const base = useRef<Content>(contentOf(draft));
  const save = async (): Promise<void> => {
    const content = unsaved.current;
    if (!content) return;
    unsaved.current = null;
    setState('saving');
    try {
      const path = `/nominations/${encodeURIComponent(id)}/draft`;
      const saved = await call<Draft>('PATCH', path, { body: content, ifMatch: etag.current });
      etag.current = saved.etag;
      base.current = content;
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
  return { state, setState, savedAt, error, etag, unsaved, base, save };
}

const contentOf = ({ facts, statement }: Draft): Content => ({ facts: facts as DeclaredFacts, statement });

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

type Saving = ReturnType<typeof useSaving>;

/** What is typed, saved a little after the last change; and what somebody else saved, with what was typed here on top of it. */
function useTyped({ id, draft }: Options, saving: Saving, inTurn: <T>(work: () => Promise<T>) => Promise<T>) {
  const { etag, unsaved, base, setState, save } = saving;
  const [content, setContent] = useState<Content>(contentOf(draft));
  const [overwritten, setOverwritten] = useState<string | null>(null);
  const [loaded, setLoaded] = useState(0);
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
  const keepMine = async (): Promise<void> => {
    const { draft: now } = await get<NominationView>(`/nominations/${encodeURIComponent(id)}`);
    if (!now) throw new ApiError(404, null);
    const found = merge(base.current, { ...content, ...unsaved.current }, contentOf(now));
    base.current = contentOf(now);
    etag.current = now.etag;
    unsaved.current = found.content;
    setContent(found.content);
    setOverwritten(found.overwritten);
    setLoaded((n) => n + 1);
    await flush();
  };
  return { content, change, flush, keepMine, overwritten, loaded };
}

/** Asks before the tab is closed on unsaved words, and saves them when another screen is opened. */
function useLeaving(unsaved: Saving['unsaved'], flush: () => Promise<void>): void {
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
}

/** The working copy as this tab edits it. */
export function useWorkingCopy(options: Options) {
  const { id, onSaved } = options;
  const saving = useSaving(options);
  const { state, savedAt, error, etag, unsaved, save } = saving;
  const inTurn = useTurns();
  const { content, change, ...typed } = useTyped(options, saving, inTurn);
  const files = useFiles(id, etag, save, onSaved);
  useLeaving(unsaved, typed.flush);
  return {
    ...content,
    /** Besides: the account that was typed over (`overwritten`), and how often the fields were filled anew (`loaded`). */
    ...typed,
    setFacts: (facts: DeclaredFacts) => change({ facts }),
    setStatement: (statement: string) => change({ statement }),
    state,
    savedAt,
    error,
    /** What the server objected to in what was sent last, by field. */
    wrong: useMemo(() => fieldErrors(error), [error]),
    /** Changed elsewhere: the newer copy is taken first. */
    lost: error instanceof ApiError && error.code === 'stale-draft',
    etag,
    upload: async (item: string, file: File, tell: (progress: Progress) => void) =>
      inTurn(await files.upload(item, file, tell)),
    remove: (item: string, file: string) => inTurn(() => files.remove(item, file)),
  };
}

export type WorkingCopy = ReturnType<typeof useWorkingCopy>;
