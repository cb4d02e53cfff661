import { Link } from '@tanstack/react-router';
import type { Inbox } from '#contract';
import { useWords } from '../../shared/labels';
import classes from './TopLine.module.css';

/** One line that answers "what needs me now"; each part filters the list. */
export function TopLine({ counts }: { counts: Inbox['counts'] | undefined }) {
  const { t } = useWords();
  if (!counts) return <div className={classes.line} data-tone="calm" aria-hidden />;
  const tone = counts.overdue > 0 ? 'late' : counts.soon > 0 ? 'soon' : 'calm';
  const parts = [
    { key: 'overdue', n: counts.overdue, search: { due: 'overdue' as const } },
    { key: 'soon', n: counts.soon, search: { due: 'soon' as const } },
    { key: 'waiting', n: counts.waiting, search: {} },
    { key: 'others', n: counts.others, search: { tab: 'others' as const } },
  ] as const;
  return (
    <p className={classes.line} data-tone={tone}>
      {parts.map((p, i) => (
        <span key={p.key}>
          {i > 0 ? <span aria-hidden> · </span> : null}
          <Link to="/viec" search={p.search} className={classes.part} data-count={p.key}>
            {t(`inbox.top.${p.key}`, { count: p.n })}
          </Link>
        </span>
      ))}
    </p>
  );
}
