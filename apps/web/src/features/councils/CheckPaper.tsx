import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { BallotView } from '#contract';
import { useWords } from '../../shared/labels';
import { Refused } from '../../shared/ui/states';
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
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={classes.check} aria-label={t('councils.checkPaper')}>
      <h2 ref={heading} tabIndex={-1}>
        {t('councils.checkPaper')}
      </h2>
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
    </section>
  );
}
