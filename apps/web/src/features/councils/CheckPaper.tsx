import { Button } from '@mantine/core';
import type { BallotView } from '#contract';
import { useWords } from '../../shared/labels';
import { Refused } from '../../shared/ui/states';
import { CheckSection } from './CheckSection';
import classes from './councils.module.css';
import type { Choice, usePaper } from './use-paper';

interface CheckProps {
  paper: NonNullable<BallotView['paper']>;
  choices: Record<string, Choice>;
  sent: ReturnType<typeof usePaper>;
  onBack: () => void;
}

/** The whole paper once more, before it goes. */
export function CheckPaper({ paper, choices, sent, onBack }: CheckProps) {
  const { t } = useWords();
  return (
    <CheckSection title={t('councils.checkPaper')}>
      <p>{t('councils.checkPaperNote')}</p>
      <ol className={classes.lines}>
        {paper.map((line, i) => (
          <li key={line.nomination} className={classes.line}>
            <span>
              {i + 1}. {line.subject}
            </span>
            <strong>{t(`councils.choice.${choices[line.nomination] ?? 'none'}`)}</strong>
          </li>
        ))}
      </ol>
      {sent.retrying ? (
        <p className={classes.warning} role="alert">
          {t('councils.retrying')}
        </p>
      ) : null}
      {sent.error ? <Refused error={sent.error} /> : null}
      <div className={classes.buttons}>
        <Button size="md" loading={sent.sending} onClick={() => sent.send(choices)}>
          {t('councils.sendNow')}
        </Button>
        <Button size="md" variant="default" disabled={sent.sending} onClick={onBack}>
          {t('councils.correct')}
        </Button>
      </div>
    </CheckSection>
  );
}
