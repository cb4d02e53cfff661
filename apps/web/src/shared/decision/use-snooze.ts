import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Snoozed } from '#contract';
import { call } from '../api';

/** Puts nominations aside, or back; tells whether it was done. */
export function useSnooze() {
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const run = async (deeds: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setError(null);
    try {
      await deeds();
      return true;
    } catch (e) {
      setError(e);
      return false;
    } finally {
      setBusy(false);
      void client.invalidateQueries({ queryKey: ['inbox'] });
    }
  };
  return {
    error,
    busy,
    snooze: (ids: readonly string[], days: 1 | 3 | 7) =>
      run(async () => {
        for (const id of ids) await call<Snoozed>('PUT', `/nominations/${id}/snooze`, { body: { days } });
      }),
    wake: (id: string) => run(() => call<void>('DELETE', `/nominations/${id}/snooze`)),
  };
}
