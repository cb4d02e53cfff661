import { Modal } from '@mantine/core';
import { useWords } from '../shared/labels';
import classes from './dialogs.module.css';

const keys = [
  ['↑ ↓', 'move'],
  ['Enter', 'open'],
  ['Space', 'mark'],
  ['Shift+↑ ↓', 'range'],
  ['1', 'approve'],
  ['2', 'return'],
  ['3', 'reject'],
  ['4', 'snooze'],
  ['1–5', 'pick'],
  ['1, 3, 7', 'days'],
  ['Ctrl+Enter', 'send'],
  ['Ctrl+Z', 'undo'],
  ['Esc', 'back'],
  ['F1', 'sheet'],
] as const;

export function KeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  return (
    <Modal opened onClose={onClose} title={t('keys.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <dl className={classes.keys}>
        {keys.map(([key, name]) => (
          <div key={name}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`keys.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
