import { useSyncExternalStore } from 'react';

let over = false;
const listeners = new Set<() => void>();

/** The session ended while somebody was at work: what is on the screen stays, and the password is asked over it. */
export function sessionEnded(ended: boolean): void {
  if (over === ended) return;
  over = ended;
  listeners.forEach((l) => l());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useSessionEnded = (): boolean => useSyncExternalStore(subscribe, () => over);
