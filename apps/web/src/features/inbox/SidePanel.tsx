import { useRef } from 'react';
import { DecisionPanel } from '../../shared/decision/DecisionPanel';
import { useKeys, type KeyMap } from '../../shared/keys';
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
  const early = useEarlyDigit(keys && view === undefined);
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
        early={early}
        snoozing={{ until: snoozedUntil, onDone: onSnoozed }}
        onDecided={onDecided}
        onUndone={onUndone}
      />
    </div>
  );
}

const digits = ['Digit1', 'Digit2', 'Digit3', 'Digit4'];

/** Gives out, once, the digit that was pressed last while the dossier was still on its way. */
function useEarlyDigit(waiting: boolean): () => string | null {
  const early = useRef<string | null>(null);
  const map: KeyMap = Object.fromEntries(digits.map((name) => [name, () => (early.current = name)]));
  useKeys(waiting ? map : {});
  return (): string | null => {
    const name = early.current;
    early.current = null;
    return name;
  };
}
