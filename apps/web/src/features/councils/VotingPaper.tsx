import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { BallotView } from '#contract';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import { Refused } from '../../shared/ui/states';
import { CheckPaper } from './CheckPaper';
import classes from './councils.module.css';
import { PaperRow } from './PaperRow';
import { Receipt } from './Receipt';
import { usePaper, type Choice } from './use-paper';

interface PaperProps {
  ballot: BallotView;
  paper: NonNullable<BallotView['paper']>;
  reload: () => Promise<void>;
  /** Item on the screens. */
  current: string | null;
  /** Told whether something is marked that has not been sent. */
  onBusy: (busy: boolean) => void;
}

/** One paper for the whole list: marked, checked, sent as a whole; sent again as a new one until the ballot closes. */
export function VotingPaper({ ballot, paper, reload, current, onBusy }: PaperProps) {
  const { t } = useWords();
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const [checking, setChecking] = useState(false);
  const [again, setAgain] = useState(false);
  const [missing, setMissing] = useState(false);
  const sent = usePaper(ballot.id, async () => {
    // Nobody reads what was chosen from this screen, once it is sent.
    setChoices({});
    setChecking(false);
    setAgain(false);
    await reload();
  });
  const mine = ballot.turnout.find((v) => v.mine);
  const filling = Object.keys(choices).length > 0;
  useEffect(() => {
    onBusy(filling);
    return () => onBusy(false);
  }, [filling, onBusy]);
  const there = sent.receipt !== null || mine?.sent === true;
  const blank = paper.filter((p) => choices[p.nomination] === undefined);
  const check = (): void => {
    setMissing(blank.length > 0);
    setChecking(blank.length === 0);
  };
  // What is marked here is not taken away because another tab has sent a paper.
  if (there && !again && !filling)
    return (
      <Panel title={t('councils.paper')}>
        <Receipt receipt={sent.receipt} />
        <div className={classes.buttons}>
          <Button variant="default" onClick={() => setAgain(true)}>
            {t('councils.sendAgain')}
          </Button>
        </div>
      </Panel>
    );
  if (checking) return <CheckPaper paper={paper} choices={choices} sent={sent} onBack={() => setChecking(false)} />;
  return (
    <Panel title={t('councils.paper')}>
      <p>{t(`councils.secrecy.${ballot.secrecy}`)}</p>
      {again ? <p>{t('councils.replaces')}</p> : null}
      {there && !again ? (
        <p className={classes.warning} role="status">
          {t('councils.sentElsewhere')}
        </p>
      ) : null}
      {ballot.hidden > 0 ? <p>{t('councils.hidden', { count: ballot.hidden })}</p> : null}
      {sent.error ? <Refused error={sent.error} /> : null}
      {missing && blank.length > 0 ? (
        <p className={classes.warning} role="alert">
          {t('councils.blank', { count: blank.length })}
        </p>
      ) : null}
      <ol className={classes.papers}>
        {paper.map((line, i) => (
          <PaperRow
            key={line.nomination}
            line={line}
            place={i + 1}
            choice={choices[line.nomination]}
            current={line.nomination === current}
            onChoose={(choice) => setChoices({ ...choices, [line.nomination]: choice })}
          />
        ))}
      </ol>
      <div className={classes.buttons}>
        <Button size="md" onClick={check}>
          {t('councils.vote')}
        </Button>
        <span className={classes.soft}>
          {t('councils.marked', { marked: paper.length - blank.length, total: paper.length })}
        </span>
      </div>
    </Panel>
  );
}
