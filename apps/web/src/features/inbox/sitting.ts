import { useState } from 'react';

const stored = 'laurel.sitting';
const paused = 'laurel.pause';

export interface Sitting {
  /** Decisions made since the person sat down. */
  done: number;
  add: (n: number) => void;
}

const read = (): number => Number(sessionStorage.getItem(stored) ?? 0) || 0;

/** The count outlives a look into a dossier and a reload; it ends with the tab of the browser. */
export function useSitting(): Sitting {
  const [done, setDone] = useState(read);
  return {
    done,
    add: (n) => {
      const next = Math.max(0, read() + n);
      sessionStorage.setItem(stored, String(next));
      setDone(next);
    },
  };
}

/** Where somebody stopped: the address of the list, and how far they were. */
export interface Pause {
  search: string;
  done: number;
  at: string;
}

export function pauseAt(search: string): Pause {
  const pause = { search, done: read(), at: new Date().toISOString() };
  localStorage.setItem(paused, JSON.stringify(pause));
  return pause;
}

export function pausedAt(): Pause | null {
  try {
    return JSON.parse(localStorage.getItem(paused) ?? 'null') as Pause | null;
  } catch {
    return null;
  }
}

export function resume(): void {
  const pause = pausedAt();
  localStorage.removeItem(paused);
  if (pause && read() === 0) sessionStorage.setItem(stored, String(pause.done));
}
