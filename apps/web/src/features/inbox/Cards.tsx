import { Link } from '@tanstack/react-router';
import type { InboxRow } from '#contract';
import { unitName, useWords } from '../../shared/labels';
import { Due } from '../../shared/ui/Due';
import { EligibilityTag, StateTag } from '../../shared/ui/tags';
import table from '../../shared/ui/table.module.css';
import { useInboxFilter } from './search';

/** Phones: one card per dossier; deciding happens on its page. */
export function Cards({ rows }: { rows: InboxRow[] }) {
  const { t, awardName } = useWords();
  const { tab } = useInboxFilter();
  return (
    <ul className={table.cards}>
      {rows.map((row) => (
        <li key={row.id}>
          <Link to="/ho-so/$id" params={{ id: row.id }} className={table.card}>
            <span className={table.name}>{row.subject.name}</span>
            <span>{awardName(row.award)}</span>
            <span className={table.sub}>{unitName(row.unit)}</span>
            {row.claim ? <span className={table.sub}>{t('claim.by', { name: row.claim.person.name })}</span> : null}
            <span className={table.cardFoot}>
              <Due at={row.dueAt} />
              {tab === undefined ? (
                <EligibilityTag value={row.eligibility} />
              ) : (
                <StateTag state={row.state} unit={row.waitingUnit} />
              )}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
