import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CurrentItem, SittingView } from '#contract';
import { call } from '../../shared/api';
import { useWords } from '../../shared/labels';
import { Refused } from '../../shared/ui/states';
import classes from './councils.module.css';
import type { useTracked } from './use-tracked';

interface TrackerProps {
  sitting: SittingView;
  tracked: ReturnType<typeof useTracked>;
  reload: () => Promise<void>;
}

/** The item that is being looked at, the same on everybody's screen; who presides moves on from here. */
export function Tracker({ sitting, tracked, reload }: TrackerProps) {
  const { t } = useWords();
  const { agenda, current } = sitting;
  const place = agenda.findIndex((a) => a.nomination === tracked.shown);
  const next = agenda.findIndex((a) => a.nomination === current);
  const item = agenda[place];
  if (!item && !sitting.officer && !tracked.offered) return null;
  return (
    <section className={classes.tracker} aria-label={t('councils.tracker')}>
      <div role="status">
        {item ? (
          <p className={classes.tracked}>
            {t('councils.nowAt', { place: place + 1, total: agenda.length })}: <strong>{item.subject}</strong>{' '}
            <span className={classes.soft}>
              {item.unit} · {item.code}
            </span>
          </p>
        ) : (
          <p>{t('councils.nothingShown')}</p>
        )}
        {tracked.offered ? (
          <p className={classes.offer}>
            {next < 0
              ? t('councils.movedOff')
              : t('councils.movedTo', { place: next + 1, name: agenda[next]?.subject ?? '' })}{' '}
            <Button variant="default" onClick={tracked.follow}>
              {t('councils.followItem')}
            </Button>
          </p>
        ) : null}
      </div>
      {item ? (
        <Link to="/ho-so/$id" params={{ id: item.nomination }} target="_blank">
          {t('councils.summaryOf')}
        </Link>
      ) : null}
      {sitting.officer ? <Lead sitting={sitting} at={next} reload={reload} /> : null}
    </section>
  );
}

function Lead({ sitting, at, reload }: { sitting: SittingView; at: number; reload: () => Promise<void> }) {
  const { t } = useWords();
  const { agenda } = sitting;
  const show = useMutation({
    mutationFn: (nomination: string | null) => {
      const body: CurrentItem = { nomination };
      return call<SittingView>('PUT', `/sittings/${sitting.id}/current`, { body });
    },
    onSuccess: reload,
  });
  const go = (to: number): void => show.mutate(agenda[to]?.nomination ?? null);
  return (
    <>
      {show.error ? <Refused error={show.error} /> : null}
      <div className={classes.buttons}>
        {at < 0 ? (
          <Button variant="default" loading={show.isPending} onClick={() => go(0)}>
            {t('councils.showFirst')}
          </Button>
        ) : (
          <>
            <Button variant="default" disabled={at === 0} onClick={() => go(at - 1)}>
              {t('councils.showPrevious')}
            </Button>
            <Button variant="default" disabled={at === agenda.length - 1} onClick={() => go(at + 1)}>
              {t('councils.showNext')}
            </Button>
            <Button variant="subtle" onClick={() => go(-1)}>
              {t('councils.showNone')}
            </Button>
          </>
        )}
      </div>
    </>
  );
}
