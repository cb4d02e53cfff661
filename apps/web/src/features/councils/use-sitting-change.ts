import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { SittingView } from '#contract';
import { ApiError, call } from '../../shared/api';
import { useCommandKey } from '../../shared/command';

/** Sends the whole agenda or attendance of a sitting; somebody else's change meanwhile is loaded. */
export function useSittingChange<Body>(
  { id, version }: SittingView,
  what: 'agenda' | 'attendance',
  reload: () => Promise<void>,
): UseMutationResult<SittingView, Error, Body> {
  const { keyFor } = useCommandKey();
  return useMutation({
    mutationFn: (body: Body) =>
      call<SittingView>('PUT', `/sittings/${id}/${what}`, {
        body,
        key: keyFor({ body, version }),
        ifMatch: String(version),
      }),
    onSuccess: reload,
    onError: async (error) => {
      if (error instanceof ApiError && error.status === 412) await reload();
    },
  });
}
