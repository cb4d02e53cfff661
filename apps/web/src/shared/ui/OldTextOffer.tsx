import { Button } from '@mantine/core';
import { mendOldText, oldEncodingOf } from '#domain/vocabulary';
import { useWords } from '../labels';
import classes from './OldText.module.css';

const shown = 120;

export default function OldTextOffer({ value, onConvert }: { value: string; onConvert: (text: string) => void }) {
  const { t } = useWords();
  const old = oldEncodingOf(value);
  if (old === null) return null;
  const mended = mendOldText(value, old);
  return (
    <div className={classes.offer}>
      <p>
        <strong>{t('oldText.found', { name: old === 'TCVN3' ? 'TCVN3 (ABC)' : old })}</strong>{' '}
        {t('oldText.becomes', { text: mended.length > shown ? `${mended.slice(0, shown)}…` : mended })}
      </p>
      <Button variant="default" onClick={() => onConvert(mended)}>
        {t('oldText.convert')}
      </Button>
    </div>
  );
}
