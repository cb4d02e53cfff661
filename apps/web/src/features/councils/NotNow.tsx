import { ApiError } from '../../shared/api';
import { useWords } from '../../shared/labels';
import { Refused } from '../../shared/ui/states';

/** Why a ballot cannot be opened. */
export function NotNow({ error }: { error: unknown }) {
  const { t } = useWords();
  const problem = error instanceof ApiError ? error.problem : null;
  return (
    <Refused error={error}>
      {problem?.code === 'threshold-unattainable' ? (
        <>
          <p>{t('councils.unattainable', { needed: problem.needed ?? '', observed: problem.observed ?? '' })}</p>
          <ul>
            <li>{t('councils.wayOut.substitute')}</li>
            <li>{t('councils.wayOut.baseWithoutRecused')}</li>
            <li>{t('councils.wayOut.superiorCouncil')}</li>
          </ul>
        </>
      ) : null}
    </Refused>
  );
}
