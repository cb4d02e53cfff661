import { Modal } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useWords } from '../shared/labels';
import { Keys } from '../shared/ui/Keys';

export function KeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  return (
    <Modal opened onClose={onClose} title={t('keys.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Keys />
      <p>
        <Link to="/tro-giup" onClick={onClose}>
          {t('help.more')}
        </Link>
      </p>
    </Modal>
  );
}
