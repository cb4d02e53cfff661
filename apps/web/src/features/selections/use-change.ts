import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { SelectionView } from '#contract';
import { call } from '../../shared/api';
import { useCommandKey } from '../../shared/command';

interface Change {
  selection: SelectionView;
  what: 'ranking' | 'moves' | 'ties' | 'close';
  /** Loads the list again, also after a refusal: somebody else may have changed it. */
  reload: () => Promise<void>;
  onDone?: () => void;
}

/** Changes a selection as it was read. */
export function useChange<Body>({
  selection,
  what,
  reload,
  onDone,
}: Change): UseMutationResult<SelectionView, Error, Body> {
  const { keyFor } = useCommandKey();
  const { id, version } = selection;
  return useMutation({
    mutationFn: (body: Body) =>
      call<SelectionView>(what === 'ranking' ? 'PUT' : 'POST', `/selections/${id}/${what}`, {
        body,
        key: keyFor({ what, body, version }),
        ifMatch: String(version),
      }),
    onSuccess: () => onDone?.(),
    onSettled: reload,
  });
}
