import { useQuery } from '@tanstack/react-query';
import type { NewNomination, ProposedEligibility } from '#contract';
import { call } from '../../../shared/api';
import { useWords } from '../../../shared/labels';
import { Panel } from '../../../shared/ui/Panel';
import { Loading, Refused } from '../../../shared/ui/states';
import { Eligibility } from '../draft/Eligibility';

/** What the criteria will say of the working copy that is not opened yet, or why it may not be opened. */
export function Prospect({ body }: { body: NewNomination }) {
  const { t } = useWords();
  const found = useQuery({
    queryKey: ['proposed', body],
    queryFn: ({ signal }) => call<ProposedEligibility>('POST', '/nominations/check', { body, signal }),
  });
  if (found.data) {
    const award = { code: body.award, nameVi: '', nameEn: '' };
    return <Eligibility view={{ ...found.data, id: '', award, items: [], apart: false }} />;
  }
  return (
    <Panel title={t('draft.eligibility')}>{found.error ? <Refused error={found.error} /> : <Loading rows={4} />}</Panel>
  );
}
