import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useWords } from '../shared/labels';
import { Failed } from '../shared/ui/states';

/** A screen that could not be shown at all. */
export function Crashed({ error, reset }: ErrorComponentProps) {
  const { t } = useWords();
  const router = useRouter();
  const again = (): void => {
    reset();
    void router.invalidate();
  };
  return <Failed error={error} what={t('problem.screen')} onRetry={again} />;
}
