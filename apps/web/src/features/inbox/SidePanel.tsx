import { DecisionPanel } from '../../shared/decision/DecisionPanel';
import { useWords } from '../../shared/labels';
import { useNomination } from '../../shared/nomination/use-nomination';
import { Panel } from '../../shared/ui/Panel';
import { Failed, Loading } from '../../shared/ui/states';

interface SidePanelProps {
  id: string;
  /** False: the shown dossier is not in the filtered list any more. */
  listed: boolean;
  keys: boolean;
  snoozedUntil: string | null;
  onDecided: () => void;
  onSnoozed: () => void;
  onUndone: () => void;
}

export function SidePanel({ id, listed, keys, snoozedUntil, onDecided, onSnoozed, onUndone }: SidePanelProps) {
  const { t } = useWords();
  const { view, error, stale, reload } = useNomination(id);
  if (error) {
    return (
      <Panel>
        <Failed error={error} what={t('inbox.failedOne')} onRetry={() => void reload()} />
      </Panel>
    );
  }
  if (!view) {
    return (
      <Panel>
        <Loading rows={6} />
      </Panel>
    );
  }
  return (
    <div>
      {listed ? null : <p role="status">{t('inbox.notListed')}</p>}
      <DecisionPanel
        view={view}
        stale={stale}
        reload={reload}
        heading
        keys={keys}
        snoozing={{ until: snoozedUntil, onDone: onSnoozed }}
        onDecided={onDecided}
        onUndone={onUndone}
      />
    </div>
  );
}
