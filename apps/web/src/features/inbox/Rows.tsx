import { memo, useDeferredValue, useState } from 'react';
import type { InboxRow } from '#contract';
import { unitName, useWords } from '../../shared/labels';
import { Due } from '../../shared/ui/Due';
import { EligibilityTag, StateTag } from '../../shared/ui/tags';
import table from '../../shared/ui/table.module.css';
import classes from './Rows.module.css';
import { useInboxFilter, useInboxFilters } from './search';
import { pauseAt, type Sitting } from './sitting';
import type { Marks } from './use-marks';

/** Rows that are drawn before anything else; what is below the first screen comes a moment later. */
const soon = 12;

interface RowsProps {
  rows: InboxRow[];
  shown: string | undefined;
  marks: Marks;
  onSelect: (id: string, focus: boolean) => void;
  onOpen: (id: string) => void;
  waiting: number;
  sitting: Sitting;
}

export function Rows({ rows, shown, marks, onSelect, onOpen, waiting, sitting }: RowsProps) {
  const { t } = useWords();
  const { tab } = useInboxFilter();
  const many = tab === undefined;
  const everything = useDeferredValue(true, false);
  const scored = rows.some((r) => r.votes !== null);
  return (
    <div className={classes.frame}>
      <Caption count={tab === undefined ? waiting : rows.length} done={sitting.done} />
      <table className={table.table} aria-label={t(`inbox.tab.${tab ?? 'waiting'}`)}>
        <thead>
          <tr>
            {many ? (
              <th scope="col" className={classes.mark}>
                <MarkAll rows={rows} marks={marks} />
              </th>
            ) : null}
            <SortHead by="name" label={t('inbox.who')} />
            <SortHead by="award" label={t('inbox.award')} />
            <SortHead by={undefined} label={t('inbox.due')} />
            {scored ? (
              <th scope="col" className={classes.votes}>
                {t('inbox.votes')}
              </th>
            ) : null}
            <th scope="col">{many ? t('inbox.eligibility') : t('inbox.state')}</th>
          </tr>
        </thead>
        <tbody>
          {(everything ? rows : rows.slice(0, soon)).map((row) => (
            <Row
              key={row.id}
              row={row}
              selected={row.id === shown}
              marked={many ? marks.has(row.id) : undefined}
              scored={scored}
              onMark={marks.toggle}
              onSelect={onSelect}
              onOpen={onOpen}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How much there is, how far one is in this sitting, and the way to stop and come back to the same place. */
function Caption({ count, done }: { count: number; done: number }) {
  const { t } = useWords();
  const { tab } = useInboxFilter();
  const [resting, setResting] = useState(false);
  return (
    <div className={classes.caption}>
      <span>{t(`inbox.caption.${tab ?? 'waiting'}`, { count })}</span>
      {done > 0 ? <span>· {t('inbox.session', { done, total: done + count })}</span> : null}
      {done > 0 && !resting ? (
        <button
          type="button"
          className={classes.rest}
          title={t('inbox.restHint')}
          onClick={() => {
            pauseAt(location.search);
            setResting(true);
          }}
        >
          {t('inbox.rest')}
        </button>
      ) : null}
      {resting ? <span role="status">· {t('inbox.resting')}</span> : null}
    </div>
  );
}

function MarkAll({ rows, marks }: { rows: InboxRow[]; marks: Marks }) {
  const { t } = useWords();
  const all = marks.ids.length === rows.length;
  return (
    <label className={classes.check}>
      <input
        type="checkbox"
        checked={all}
        aria-label={t('inbox.markAll')}
        onChange={() => (all ? marks.clear() : marks.put(rows.map((r) => r.id)))}
      />
    </label>
  );
}

interface HeadProps {
  by: 'name' | 'award' | undefined;
  label: string;
}

function SortHead({ by, label }: HeadProps) {
  const { t } = useWords();
  const { sort } = useInboxFilter();
  const set = useInboxFilters();
  return (
    <th scope="col" aria-sort={sort === by ? 'ascending' : undefined}>
      <button
        type="button"
        className={classes.sort}
        title={t('inbox.sortBy', { column: label })}
        onClick={() => set({ sort: by })}
      >
        {label} {sort === by ? <span aria-hidden>↑</span> : null}
      </button>
    </th>
  );
}

interface RowProps {
  row: InboxRow;
  selected: boolean;
  /** Undefined where nothing is done on many. */
  marked: boolean | undefined;
  scored: boolean;
  onMark: (id: string) => void;
  onSelect: (id: string, focus: boolean) => void;
  onOpen: (id: string) => void;
}

/** Renewed only when it is chosen, marked or changed: five hundred of them wait under one key press. */
const Row = memo(function Row({ row, selected, marked, scored, onMark, onSelect, onOpen }: RowProps) {
  const { t, awardName } = useWords();
  return (
    <tr className={classes.row} data-selected={selected || undefined} onClick={() => onSelect(row.id, false)}>
      {marked === undefined ? null : (
        <td className={classes.mark}>
          <label className={classes.check} onClick={(e) => e.stopPropagation()}>
            <input
              type="checkbox"
              checked={marked}
              tabIndex={selected ? 0 : -1}
              aria-label={t('inbox.mark', { name: row.subject.name })}
              onChange={() => onMark(row.id)}
            />
          </label>
        </td>
      )}
      <td>
        <button
          type="button"
          className={classes.name}
          data-row={row.id}
          aria-current={selected ? 'true' : undefined}
          tabIndex={selected ? 0 : -1}
          title={selected ? t('inbox.openHint') : undefined}
          onKeyUp={(e) => (e.code === 'Space' ? e.preventDefault() : undefined)}
          onClick={(e) => {
            e.stopPropagation();
            // A click by mouse only selects; Enter on the selected row opens the dossier.
            if (e.detail === 0 && selected) onOpen(row.id);
            else onSelect(row.id, e.detail === 0);
          }}
        >
          {row.subject.name}
        </button>
        <span className={table.sub}>{unitName(row.unit)}</span>
        <Source row={row} />
        {row.claim ? <span className={table.sub}>{t('claim.by', { name: row.claim.person.name })}</span> : null}
      </td>
      <td>{awardName(row.award)}</td>
      <td className={classes.due}>
        <Due at={row.dueAt} />
      </td>
      {scored ? (
        <td className={classes.votes}>{row.votes ? `${row.votes.agree}/${row.votes.base}` : t('common.none')}</td>
      ) : null}
      <td className={marked === undefined ? undefined : classes.tag}>
        {marked === undefined ? (
          <StateTag state={row.state} unit={row.waitingUnit} />
        ) : (
          <EligibilityTag value={row.eligibility} />
        )}
      </td>
    </tr>
  );
});

/** Code, the level that it came from, and that it came again. */
function Source({ row }: { row: InboxRow }) {
  const { t } = useWords();
  const from = row.from && row.from.id !== row.unit.id ? t('inbox.from', { unit: row.from.name }) : null;
  const again = row.revision > 1 ? t('inbox.again', { n: row.revision }) : null;
  return <span className={table.sub}>{[row.code ?? t('common.noCode'), from, again].filter(Boolean).join(' · ')}</span>;
}
