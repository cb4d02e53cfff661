import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { BallotView, OpeningCheck as Check, SittingView } from '#contract';
import { call } from '../../shared/api';
import { useCommandKey } from '../../shared/command';
import { useWords } from '../../shared/labels';
import { CheckSection } from './CheckSection';
import classes from './councils.module.css';
import { NotNow } from './NotNow';
import { Source } from './Source';

interface CheckProps {
  sitting: SittingView;
  check: Check;
  reload: () => Promise<void>;
  onBack: () => void;
}

/** What opening does, who may vote, who is there and must be, before it cannot be undone. */
export function OpeningCheck({ sitting, check, reload, onBack }: CheckProps) {
  const { t } = useWords();
  const { keyFor } = useCommandKey();
  const open = useMutation({
    mutationFn: () =>
      call<BallotView>('POST', `/sittings/${sitting.id}/ballots`, { body: {}, key: keyFor(check.version) }),
    onSuccess: reload,
  });
  const { quorum, voters, without, base, pass } = check;
  const short = check.items.filter((i) => i.attainable < i.needed);
  return (
    <CheckSection title={t('councils.checkOpen')}>
      <p>{t(`councils.openWill.${check.mode}`, { items: check.items.length, voters: voters.length })}</p>
      <dl className={classes.facts}>
        <dt>{t('councils.fact.secrecy')}</dt>
        <dd>{t(`councils.ballotMode.${check.secrecy}`)}</dd>
        <dt>{t('councils.fact.quorum')}</dt>
        <dd>
          {t('councils.presentOf', { present: quorum.present, needed: quorum.needed })}{' '}
          <Source share={quorum.share} source={quorum.source} />
        </dd>
        <dt>{t('councils.fact.threshold')}</dt>
        <dd>
          {t('councils.passFrom', { part: pass[0], whole: pass[1] })}{' '}
          {t(`councils.base.${base.of}`, { count: base.count })}
        </dd>
        <dt>{t('councils.fact.voters', { count: voters.length })}</dt>
        <dd>{voters.map((v) => voterOf(v, check.items.length, t)).join(', ')}</dd>
        {without.length > 0 ? (
          <>
            <dt>{t('councils.fact.without')}</dt>
            <dd>{without.map((v) => `${v.name} (${t(`councils.status.${v.why}`)})`).join(', ')}</dd>
          </>
        ) : null}
      </dl>
      <ol className={classes.lines}>
        {check.items.map((item, i) => (
          <li key={item.nomination} className={classes.line}>
            <span>
              {i + 1}. {item.subject} <span className={classes.soft}>{item.code}</span>
            </span>
            <span>{t('councils.neededOf', { needed: item.needed, attainable: item.attainable })}</span>
          </li>
        ))}
      </ol>
      {short.length > 0 ? (
        <p className={classes.warning}>{t('councils.outOfReach', { names: short.map((s) => s.subject).join(', ') })}</p>
      ) : null}
      <p>
        <strong>{t('councils.checkOpenNote')}</strong>
      </p>
      {open.error ? <NotNow error={open.error} /> : null}
      <div className={classes.buttons}>
        <Button loading={open.isPending} onClick={() => open.mutate()}>
          {t('councils.openNow')}
        </Button>
        <Button variant="default" onClick={onBack}>
          {t('common.back')}
        </Button>
      </div>
    </CheckSection>
  );
}

type Say = ReturnType<typeof useWords>['t'];

/** A voter's name, with what is special about their paper. */
function voterOf({ name, mode, items }: Check['voters'][number], all: number, t: Say): string {
  const notes = [
    ...(mode === 'written' ? [t('councils.inWriting')] : []),
    ...(items < all ? [t('councils.linesOf', { items, all })] : []),
  ];
  return notes.length === 0 ? name : `${name} (${notes.join(', ')})`;
}
