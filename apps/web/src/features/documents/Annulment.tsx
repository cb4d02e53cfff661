import { Link } from '@tanstack/react-router';
import type { DocumentView } from '#contract';
import { day } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import { StateTag } from '../../shared/ui/tags';
import classes from './documents.module.css';
import { Lines } from './Lines';
import { Recoveries } from './Recoveries';

interface AnnulmentProps {
  document: DocumentView;
  annulment: NonNullable<DocumentView['annulment']>;
  reload: () => Promise<void>;
}

/** Ground and terms, what is to come back, and whose awards rested on the annulled ones. */
export function Annulment({ document, annulment: a, reload }: AnnulmentProps) {
  const { t } = useWords();
  const report = t(a.unit === 'calendarDays' ? 'documents.termCalendarDays' : 'documents.termWorkingDays', {
    count: a.reportDays,
  });
  const lines: [string, string][] = [
    [t('documents.ground'), t(`documents.grounds.${a.ground}`)],
    [t('documents.concludedOn'), day(a.concludedOn)],
    [t('documents.reportBy'), `${day(a.reportBy)} (${report})`],
    [t('documents.receivedOn'), day(a.receivedOn)],
    [t('documents.decideBy'), `${day(a.decideBy)} (${t('documents.termWorkingDays', { count: a.decideWorkingDays })})`],
  ];
  return (
    <>
      <Panel title={t('documents.annulAbout')}>
        <Lines lines={lines} />
      </Panel>
      <Panel title={t('documents.recoveries')}>
        <Recoveries document={document} recoveries={a.recoveries} reload={reload} />
      </Panel>
      {a.dependants.length > 0 ? (
        <Panel title={t('documents.dependants')}>
          <p className={classes.soft}>{t('documents.dependantsNote')}</p>
          <ul className={classes.picks}>
            {a.dependants.map((d) => (
              <li key={d.nomination} className={classes.pick}>
                <Link to="/ho-so/$id" params={{ id: d.nomination }}>
                  {d.code} · {d.award}
                </Link>
                <StateTag state={d.state} />
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
    </>
  );
}
