import { TextInput } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useRested } from '../../shared/hooks';
import { useWords } from '../../shared/labels';
import { inboxQuery, nominationsQuery, personsQuery } from '../../shared/queries';
import { ExportLink } from '../../shared/ui/ExportLink';
import { Page } from '../../shared/ui/Page';
import { Panel } from '../../shared/ui/Panel';
import { Empty, Failed, Loading } from '../../shared/ui/states';
import { StateTag } from '../../shared/ui/tags';
import table from '../../shared/ui/table.module.css';
import classes from './SearchPage.module.css';

/** Search over all that one may see: what waits for oneself first, then every dossier, then people of the register. */
export function SearchPage() {
  const { t } = useWords();
  const { q } = useSearch({ from: '/inside/tim-kiem' });
  const navigate = useNavigate({ from: '/tim-kiem' });
  const [typed, setTyped] = useState(q ?? '');
  const rested = useRested(typed);
  useEffect(() => {
    if (rested === typed && rested.trim() !== (q ?? '')) {
      void navigate({ search: { q: rested.trim() === '' ? undefined : rested.trim() }, replace: true });
    }
  }, [rested, typed, q, navigate]);
  return (
    <Page title={t('search.title')}>
      <div className={classes.page}>
        <TextInput
          type="search"
          label={t('search.label')}
          description={t('search.hint')}
          value={typed}
          onChange={(e) => setTyped(e.currentTarget.value)}
        />
        {q ? <Found q={q} /> : null}
      </div>
    </Page>
  );
}

function Found({ q }: { q: string }) {
  const { t, awardName } = useWords();
  const mine = useInfiniteQuery(inboxQuery({ q }));
  const all = useInfiniteQuery(nominationsQuery({ q, limit: 20 }));
  const people = useQuery(personsQuery({ q, limit: 20 }));
  const waiting = new Set(mine.data?.rows.map((r) => r.id));
  const rows = all.data?.pages.flatMap((p) => p.nominations) ?? [];
  const sorted = [...rows.filter((r) => waiting.has(r.id)), ...rows.filter((r) => !waiting.has(r.id))];
  const persons = people.data?.persons ?? [];
  if (all.error) return <Failed error={all.error} what={t('search.failed')} onRetry={() => void all.refetch()} />;
  if (!all.data) return <Loading />;
  return (
    <>
      {sorted.length === 0 && persons.length === 0 ? <Empty title={t('dossiers.emptySearch', { q })} /> : null}
      {sorted.length > 0 ? (
        <Panel title={t('nav.dossiers')}>
          <ul className={classes.list}>
            {sorted.map((r) => (
              <li key={r.id}>
                <Link to="/ho-so/$id" params={{ id: r.id }} className={classes.link}>
                  {r.subject.name}
                </Link>
                <span className={table.sub}>
                  {[r.code, awardName(r.award), r.unit.name, r.year].filter(Boolean).join(' · ')}
                </span>
                <StateTag state={r.state} unit={r.waitingUnit} />
                {waiting.has(r.id) ? <strong className={classes.mine}>{t('search.waitsForYou')}</strong> : null}
              </li>
            ))}
          </ul>
          {all.hasNextPage ? (
            <button type="button" className={classes.more} onClick={() => void all.fetchNextPage()}>
              {t('common.more')}
            </button>
          ) : null}
          <ExportLink list="nominations" filters={{ q }} />
        </Panel>
      ) : null}
      {persons.length > 0 ? (
        <Panel title={t('search.people')}>
          <ul className={classes.list}>
            {persons.map((p) => (
              <li key={p.id}>
                <Link to="/ho-so" search={{ q: p.name }} className={classes.link}>
                  {p.name}
                </Link>
                <span className={table.sub}>{p.unit.name}</span>
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
    </>
  );
}
