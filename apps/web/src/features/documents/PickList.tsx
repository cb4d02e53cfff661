import { Checkbox, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { DocumentItem } from '#contract';
import type { DocumentKind } from '#domain/vocabulary';
import { useWords } from '../../shared/labels';
import { awardsQuery } from '../../shared/queries';
import { Panel } from '../../shared/ui/Panel';
import { Empty, Failed, Loading } from '../../shared/ui/states';
import classes from './documents.module.css';
import { candidatesQuery } from './queries';

interface PickListProps {
  seat: string;
  kind: DocumentKind;
  picked: string[];
  onPick: (picked: string[]) => void;
}

/** What waits for the body: those that may be listed, to be picked, and the others with what speaks against each. */
export function PickList({ seat, kind, picked, onPick }: PickListProps) {
  const { t } = useWords();
  const { award } = useSearch({ from: '/inside/van-ban/moi' });
  const { data, error, refetch } = useQuery(candidatesQuery({ as: seat, kind, award }));
  const free = data?.items.filter((i) => i.problem === null) ?? [];
  const leftOut = data?.items.filter((i) => i.problem !== null) ?? [];
  const all = free.length > 0 && free.every((i) => picked.includes(i.nomination));
  const toggle = (id: string): void => onPick(picked.includes(id) ? picked.filter((x) => x !== id) : [...picked, id]);
  return (
    <Panel title={t('documents.proposed')}>
      <AwardFilter onChange={() => onPick([])} />
      {error ? <Failed error={error} what={t('dossiers.failed')} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading /> : null}
      {data?.items.length === 0 ? <Empty title={t('documents.nothingWaits')} /> : null}
      {free.length > 0 ? (
        <>
          <Checkbox
            id="compose-list"
            label={t('documents.all', { count: free.length })}
            checked={all}
            indeterminate={!all && picked.length > 0}
            onChange={() => onPick(all ? [] : free.map((i) => i.nomination))}
          />
          <ul className={classes.picks}>
            {free.map((item) => (
              <li key={item.nomination} className={classes.pick}>
                <Checkbox
                  checked={picked.includes(item.nomination)}
                  onChange={() => toggle(item.nomination)}
                  label={item.subject}
                  description={`${item.award} · ${item.unit} · ${item.code}`}
                />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {data && data.total > data.items.length ? (
        <p>{t('documents.shownOf', { shown: data.items.length, total: data.total })}</p>
      ) : null}
      <LeftOut items={leftOut} />
    </Panel>
  );
}

function AwardFilter({ onChange }: { onChange: () => void }) {
  const { t, awardName } = useWords();
  const { award } = useSearch({ from: '/inside/van-ban/moi' });
  const navigate = useNavigate({ from: '/van-ban/moi' });
  const { data: awards } = useQuery(awardsQuery);
  return (
    <NativeSelect
      aria-label={t('filter.award')}
      value={award ?? ''}
      onChange={(e) => {
        onChange();
        const chosen = e.currentTarget.value || undefined;
        void navigate({ search: (s) => ({ ...s, award: chosen }), replace: true });
      }}
      data={[
        { value: '', label: t('filter.anyAward') },
        ...(awards?.awards ?? []).filter((a) => a.open).map((a) => ({ value: a.code, label: awardName(a) })),
      ]}
    />
  );
}

/** Nominations with what keeps each back, as the server says it. */
function LeftOut({ items }: { items: readonly DocumentItem[] }) {
  const { t, said } = useWords();
  if (items.length === 0) return null;
  return (
    <section>
      <h3>{t('documents.leftOut', { count: items.length })}</h3>
      <ul className={classes.picks}>
        {items.map((i) => (
          <li key={i.nomination} className={classes.pick}>
            <span>
              <strong>{i.subject}</strong> · {i.unit} · {i.code}
            </span>
            <span>{i.problem ? said(i.problem.message) : null}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
