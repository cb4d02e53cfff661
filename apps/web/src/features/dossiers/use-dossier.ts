import { useQuery } from '@tanstack/react-query';
import type { NominationView } from '#contract';
import { dossierQuery } from '../../shared/queries';

/** What the page shows beside the nomination: asked again whenever the nomination is another one. */
export function useDossier(view: NominationView) {
  return useQuery(dossierQuery(view.id, `${view.revision} ${view.state} ${view.evaluation}`));
}
