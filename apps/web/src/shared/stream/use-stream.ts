import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** Follows what changes for the person who is signed in. Loaded when the first screen is there: nobody waits for it. */
export function useStream(person: string): void {
  const client = useQueryClient();
  useEffect(() => {
    let over = false;
    let stop: (() => void) | undefined;
    const begin = async (): Promise<void> => {
      const { follow } = await import('./follow');
      if (!over) stop = follow(client, person);
    };
    // Without it, queries go on asking.
    void begin().catch(() => undefined);
    return () => {
      over = true;
      stop?.();
    };
  }, [client, person]);
}
