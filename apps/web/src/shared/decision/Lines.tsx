import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { NominationView } from '#contract';
import { legalNow } from '../clock';
import { daysBetween, moment } from '../format';
import { placeName, unitName, useWords } from '../labels';
import { dueOf, isLate } from './commands';
import classes from './DecisionPanel.module.css';
import type { Decision } from './use-decision';

export function Heading({ view }: { view: NominationView }) {
  const { t, awardName } = useWords();
  return (
    <div>
      <p className={classes.code}>
        {view.code ?? t('common.noCode')}
        {view.frozen ? ` · ${t('decide.revision', { n: view.frozen.revision, at: moment(view.frozen.at) })}` : ''}
      </p>
      <h2 className={classes.who}>
        <a href={`/ho-so/${view.id}`}>{view.subject.name}</a>
      </h2>
      <p>
        {awardName(view.award)} · {unitName(view.unit)}
      </p>
    </div>
  );
}

/** "Sau khi đồng ý, hồ sơ chuyển tới …"; and that a late decision will be marked. */
export function NextLine({ view }: { view: NominationView }) {
  const { t } = useWords();
  const { next, quota } = view;
  const due = dueOf(view);
  const days = next?.workingDays ?? null;
  return (
    <div>
      {isLate(view) && due ? <p>{t('decide.lateBy', { count: Math.max(1, -daysBetween(legalNow(), due)) })}</p> : null}
      {quota ? (
        <p>{t('decide.quota', { left: quota.remaining, cap: quota.cap, unit: view.waitingUnit?.name ?? '' })}</p>
      ) : null}
      {next ? (
        <p className={classes.soft}>
          {t('decide.next', { where: placeName(next) })}
          {days === null ? '' : ` ${t('decide.nextDays', { count: days })}`}
        </p>
      ) : null}
    </div>
  );
}

/** In which capacity one acts; one seat is stated, several may be changed. */
export function SeatLine({ decision }: { decision: Decision }) {
  const { t, word } = useWords();
  const [changing, setChanging] = useState(false);
  const { seat, seats, setSeat } = decision;
  if (!seat) return null;
  const name = (s: typeof seat): string => `${word('role', s.role)}, ${s.unit}`;
  if (changing) {
    return (
      <NativeSelect
        label={t('decide.asLabel')}
        value={seat.id}
        onChange={(e) => setSeat(e.currentTarget.value)}
        data={seats.map((s) => ({ value: s.id, label: name(s) }))}
      />
    );
  }
  return (
    <p className={classes.seat}>
      <span>
        {t('decide.as')} <strong>{name(seat)}</strong>
      </span>
      {seats.length > 1 ? (
        <button type="button" className={classes.link} onClick={() => setChanging(true)}>
          {t('decide.changeSeat')}
        </button>
      ) : null}
    </p>
  );
}

/** What stands in the way of every decision, or changes how it is made: holds, the simplified procedure. */
export function Standing({ view }: { view: NominationView }) {
  const { t } = useWords();
  return (
    <>
      {view.holds.map((h) => (
        <p key={h.id} className={classes.offline}>
          {t('decide.held', { at: moment(h.at), by: h.by ?? t('timeline.system') })}
          {h.reason ? ` ${h.reason}` : ''}
        </p>
      ))}
      {view.simplified ? <p className={classes.soft}>{t('decide.simplified')}</p> : null}
    </>
  );
}
