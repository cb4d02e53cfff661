import { useSyncExternalStore } from 'react';

let over = false;
const listeners = new Set<() => void>();

/** The session ended while somebody was at work: what is on the screen stays, and the password is asked over it. */
export function sessionEnded(ended: boolean): void {
  if (over === ended) return;
  over = ended;
  listeners.forEach((l) => l());
}

/** Calls when the password was given again. Returns the way to stop. */
export function onSession(again: () => void): () => void {
  return subscribe(() => (over ? undefined : again()));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useSessionEnded = (): boolean => useSyncExternalStore(subscribe, () => over);
