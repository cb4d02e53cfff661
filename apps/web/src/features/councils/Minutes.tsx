import { Button } from '@mantine/core';
import type { SittingView } from '#contract';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import classes from './councils.module.css';

/** Biên bản of the sitting, once something has been counted. */
export function Minutes({ sitting: { id, ballots } }: { sitting: SittingView }) {
  const { t } = useWords();
  if (!ballots.some((b) => b.state === 'closed')) return null;
  const place = `/api/sittings/${id}/minutes`;
  return (
    <Panel title={t('councils.minutes')}>
      <p>{t('councils.minutesNote')}</p>
      <div className={classes.buttons}>
        <Button component="a" variant="default" href={`${place}.pdf?inline=1`} target="_blank" rel="noreferrer">
          {t('councils.minutesPdf')}
        </Button>
        <Button component="a" variant="default" href={`${place}.docx`} download>
          {t('councils.minutesDocx')}
        </Button>
      </div>
    </Panel>
  );
}
