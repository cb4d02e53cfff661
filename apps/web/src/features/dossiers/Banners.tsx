import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Dossier, NominationView } from '#contract';
import { day, moment } from '../../shared/format';
import { capital, useWords } from '../../shared/labels';
import { Sign, type Tone } from '../../shared/ui/StatusTag';
import classes from './Banners.module.css';

interface BannersProps {
  view: NominationView;
  dossier: Dossier | undefined;
}

/** What one has to know before reading: holds, what was sent back, which rules count, complaints, annulment, overrides. */
export function Banners({ view, dossier }: BannersProps) {
  const { t } = useWords();
  const early = dossier?.onCriteria.filter((c) => c.beforeSubmission) ?? [];
  return (
    <div className={classes.banners}>
      {view.apart ? <Banner tone="info">{t('file.apart')}</Banner> : null}
      {view.annulment ? (
        <Banner tone="bad">
          {t('file.banner.annulled', { number: view.annulment.number, date: day(view.annulment.date) })}{' '}
          <Link to="/van-ban/$id" params={{ id: view.annulment.id }}>
            {t('file.banner.seeDocument')}
          </Link>
        </Banner>
      ) : null}
      {view.holds.map((h) => (
        <Banner key={h.id} tone="bad">
          {t('file.banner.held', { at: moment(h.at), by: h.by ?? t('timeline.system') })}
          {h.reason ? ` ${h.reason}` : ''}
        </Banner>
      ))}
      <Returned view={view} />
      <Complaints view={view} />
      {early.map((c) => (
        <Banner key={`${c.criterion} ${c.at}`} tone="warn">
          {t('file.banner.override', { criterion: c.criterion, by: c.by, unit: c.unit, at: moment(c.at) })}
          {c.reason ? ` “${c.reason}”` : ''}
        </Banner>
      ))}
      {view.simplified ? <Banner tone="info">{t('file.banner.simplified')}</Banner> : null}
      {view.regime.provisional && view.waitingUnit ? (
        <Banner tone="info">
          {t('file.banner.provisional', { rules: `${view.regime.ruleSet.id} v${view.regime.ruleSet.version}` })}
          {view.regime.changesOn ? ` ${t('file.banner.changes', { on: day(view.regime.changesOn) })}` : ''}
        </Banner>
      ) : null}
    </div>
  );
}

function Banner({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <div className={classes.banner} data-tone={tone}>
      <Sign tone={tone} />
      <div>{children}</div>
    </div>
  );
}

/** What was asked for, item by item with its reason, and the words of whoever asked. */
function Returned({ view }: { view: NominationView }) {
  const { t, said, word } = useWords();
  const open = view.supplements.at(-1);
  if (view.state !== 'returned' || !open || open.answeredBy !== null) return null;
  const words = view.opinions.find((o) => o.seq === open.seq)?.text;
  return (
    <Banner tone="warn">
      <p>
        <strong>{t('file.banner.returned', { due: day(open.dueAt) })}</strong>
      </p>
      <p>{t('file.banner.returnedBy', { by: open.by, at: moment(open.at) })}</p>
      <ul className={classes.asked}>
        {open.items.map((i) => (
          <li key={i.item}>
            {capital(said(i.label))}: {word('returnCode', i.code)}
            {i.repeated ? ` (${t('items.repeated')})` : ''}
          </li>
        ))}
      </ul>
      {words ? <blockquote className={classes.quote}>{words}</blockquote> : null}
    </Banner>
  );
}

function Complaints({ view }: { view: NominationView }) {
  const { t } = useWords();
  return view.complaints.map((c) => {
    const open = c.founded === null;
    const key = open ? 'complaint' : c.founded ? 'complaintFounded' : 'complaintUnfounded';
    const who = (open ? c.by : c.concludedBy) ?? t('timeline.system');
    return (
      <Banner key={c.id} tone={open ? 'warn' : 'info'}>
        <p>{t(`file.banner.${key}`, { at: moment(c.at), by: who, unit: c.unit.name })}</p>
        {c.reason ? <blockquote className={classes.quote}>{c.reason}</blockquote> : null}
        {c.conclusion ? <blockquote className={classes.quote}>{c.conclusion}</blockquote> : null}
      </Banner>
    );
  });
}
