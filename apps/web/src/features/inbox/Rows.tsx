import { useNavigate } from '@tanstack/react-router';
import type { NominationRow } from '#contract';
import { useWords } from '../../shared/labels';
import { Due } from '../../shared/ui/Due';
import { EligibilityTag, StateTag } from '../../shared/ui/tags';
import table from '../../shared/ui/table.module.css';
import { useInboxFilters, useInboxSearch } from './InboxPage';
import classes from './Rows.module.css';

interface RowsProps {
  rows: NominationRow[];
  shown: string | undefined;
  onSelect: (id: string, focus: boolean) => void;
  /** Decisions made in this sitting. */
  decided: number;
}

export function Rows({ rows, shown, onSelect, decided }: RowsProps) {
  const { t } = useWords();
  const { tab } = useInboxSearch();
  const caption = t(`inbox.caption.${tab ?? 'waiting'}`, { count: rows.length });
  return (
    <div className={classes.frame}>
      <table className={table.table}>
        <caption className={classes.caption}>
          {caption}
          {decided > 0 ? ` · ${t('inbox.session', { done: decided, total: decided + rows.length })}` : ''}
        </caption>
        <thead>
          <tr>
            <SortHead by="name" label={t('inbox.who')} />
            <SortHead by="award" label={t('inbox.award')} />
            <SortHead by={undefined} label={t('inbox.due')} />
            <th scope="col">{tab === undefined ? t('inbox.eligibility') : t('inbox.state')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} selected={row.id === shown} onSelect={onSelect} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SortHead({ by, label }: { by: 'name' | 'award' | undefined; label: string }) {
  const { t } = useWords();
  const { sort } = useInboxSearch();
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
  row: NominationRow;
  selected: boolean;
  onSelect: (id: string, focus: boolean) => void;
}

function Row({ row, selected, onSelect }: RowProps) {
  const { t, awardName } = useWords();
  const { tab } = useInboxSearch();
  const navigate = useNavigate();
  const press = (): void => {
    if (selected) void navigate({ to: '/ho-so/$id', params: { id: row.id } });
    else onSelect(row.id, true);
  };
  return (
    <tr className={classes.row} data-selected={selected || undefined} onClick={() => onSelect(row.id, false)}>
      <td>
        <button
          type="button"
          className={classes.name}
          data-row={row.id}
          aria-current={selected ? 'true' : undefined}
          tabIndex={selected ? 0 : -1}
          title={selected ? t('inbox.openHint') : undefined}
          onClick={(e) => {
            e.stopPropagation();
            // A click by mouse only selects; Enter on the selected row opens the dossier.
            if (e.detail === 0) press();
            else onSelect(row.id, false);
          }}
        >
          {row.subject.name}
        </button>
        <span className={table.sub}>{row.unit.name}</span>
        <span className={table.sub}>
          {row.code ?? t('common.noCode')}
          {row.revision > 1 ? ` · ${t('inbox.again', { n: row.revision })}` : ''}
        </span>
      </td>
      <td>{awardName(row.award)}</td>
      <td>
        <Due at={row.dueAt} />
      </td>
      <td className={tab === undefined ? classes.tag : undefined}>
        {tab === undefined ? (
          <EligibilityTag value={row.eligibility} />
        ) : (
          <StateTag state={row.state} unit={row.waitingUnit} />
        )}
      </td>
    </tr>
  );
}
