import { Modal, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { RankingMove, SelectionView } from '#contract';
import { useWords } from '../../shared/labels';
import { Reason } from './Reason';
import { useChange } from './use-change';

interface MoveProps {
  selection: SelectionView;
  nomination: string;
  reload: () => Promise<void>;
  onDone: () => void;
}

/** One row to another place, with a reason that everybody who sees the list reads. */
export function Move({ selection, nomination, reload, onDone }: MoveProps) {
  const { t } = useWords();
  const { rows } = selection;
  const at = rows.findIndex((r) => r.nomination === nomination);
  const others = rows.filter((r) => r.nomination !== nomination);
  const [before, setBefore] = useState(rows[at - 1]?.nomination ?? others[1]?.nomination ?? '');
  const move = useChange<RankingMove>({ selection, what: 'moves', reload, onDone });
  const name = rows[at]?.subject ?? '';
  return (
    <Modal
      opened
      onClose={onDone}
      title={t('selections.moveOf', { name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <NativeSelect
        label={t('selections.moveBefore')}
        value={before}
        onChange={(e) => setBefore(e.currentTarget.value)}
        data={[
          ...others.map((r) => ({ value: r.nomination, label: t('selections.beforeRow', { ...r }) })),
          { value: '', label: t('selections.moveLast') },
        ]}
      />
      <Reason
        id="move"
        label={t('selections.moveReason')}
        send={t('selections.moveNow')}
        pending={move.isPending}
        error={move.error}
        onSend={(reason) => move.mutate({ nomination, before: before === '' ? null : before, reason })}
        onBack={onDone}
      />
    </Modal>
  );
}
