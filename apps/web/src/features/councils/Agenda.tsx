import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Agenda, SittingView } from '#contract';
import { day } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { NomineeListLinks } from '../../shared/ui/ExportLink';
import { Panel } from '../../shared/ui/Panel';
import { Failed, Refused } from '../../shared/ui/states';
import classes from './councils.module.css';
import { waitingQuery } from './queries';
import { useSittingChange } from './use-sitting-change';

type Earlier = SittingView['agenda'][number]['earlier'];
type Item = Pick<SittingView['agenda'][number], 'nomination' | 'code' | 'award' | 'subject' | 'unit'> & {
  earlier?: Earlier;
};

interface AgendaProps {
  sitting: SittingView;
  reload: () => Promise<void>;
  /** For the next list, when everything on the agenda has been voted on. */
  next?: boolean;
}

/** What the sitting is about, in its order. The secretary adds from what waits and moves lines up and down. */
export function AgendaPanel({ sitting, reload, next = false }: AgendaProps) {
  const { t } = useWords();
  const [items, setItems] = useState<Item[]>(next ? [] : sitting.agenda);
  const save = useSittingChange<Agenda>(sitting, 'agenda', reload);
  const move = (from: number, to: number): void => {
    const next = [...items];
    next.splice(to, 0, ...next.splice(from, 1));
    setItems(next);
  };
  return (
    <Panel title={t('councils.agenda', { count: items.length + sitting.hidden })}>
      {sitting.hidden > 0 ? <p>{t('councils.hidden', { count: sitting.hidden })}</p> : null}
      {save.error ? <Refused error={save.error} /> : null}
      {items.length === 0 ? <p>{t('councils.agendaEmpty')}</p> : null}
      <ol className={classes.lines}>
        {items.map((item, i) => (
          <li key={item.nomination} className={classes.line}>
            <Nominee item={item} place={i + 1} />
            {sitting.officer ? (
              <span className={classes.moves}>
                <Move to="up" name={item.subject} off={i === 0} onClick={() => move(i, i - 1)} />
                <Move to="down" name={item.subject} off={i === items.length - 1} onClick={() => move(i, i + 1)} />
                <Move
                  to="out"
                  name={item.subject}
                  off={false}
                  onClick={() => setItems(items.filter((x) => x !== item))}
                />
              </span>
            ) : null}
          </li>
        ))}
      </ol>
      {sitting.agenda.length > 0 ? <NomineeListLinks of="sittings" id={sitting.id} /> : null}
      {sitting.officer ? (
        <>
          <Waiting council={sitting.council.id} taken={items} onAdd={(more) => setItems([...items, ...more])} />
          <div className={classes.buttons}>
            <Button
              loading={save.isPending}
              disabled={items.length === 0}
              onClick={() => save.mutate({ nominations: items.map((i) => i.nomination) })}
            >
              {t('councils.saveAgenda')}
            </Button>
          </div>
        </>
      ) : null}
    </Panel>
  );
}

function Nominee({ item, place }: { item: Item; place: number }) {
  return (
    <span>
      {place}.{' '}
      <Link to="/ho-so/$id" params={{ id: item.nomination }}>
        {item.subject}
      </Link>{' '}
      <span className={classes.soft}>
        {item.unit} · {item.code}
      </span>
      {item.earlier?.map((e) => (
        <Past key={e.ballot} ballot={e} />
      ))}
    </span>
  );
}

/** What became of it when it was voted on before. */
function Past({ ballot }: { ballot: Earlier[number] }) {
  const { t } = useWords();
  const { heldOn, state, passed, agree, needed } = ballot;
  const result =
    state === 'void'
      ? t('councils.past.void')
      : t(passed ? 'councils.past.passed' : 'councils.past.failed', { agree: agree ?? 0, needed: needed ?? 0 });
  return (
    <span className={classes.past}>
      {t('councils.past.on', { day: day(heldOn) })} {result}
    </span>
  );
}

interface MoveProps {
  to: 'up' | 'down' | 'out';
  name: string;
  off: boolean;
  onClick: () => void;
}

const signs = { up: '↑', down: '↓', out: '×' };

function Move({ to, name, off, onClick }: MoveProps) {
  const { t } = useWords();
  return (
    <Button variant="default" px="sm" disabled={off} aria-label={t(`councils.move.${to}`, { name })} onClick={onClick}>
      {signs[to]}
    </Button>
  );
}

function Waiting({ council, taken, onAdd }: { council: string; taken: Item[]; onAdd: (items: Item[]) => void }) {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(waitingQuery(council));
  const free = (data?.rows ?? []).filter((r) => !taken.some((x) => x.nomination === r.nomination));
  if (error) return <Failed error={error} what={t('councils.failed')} onRetry={() => void refetch()} />;
  return (
    <details open={taken.length === 0}>
      <summary>{t('councils.waiting', { count: free.length })}</summary>
      <ul className={classes.lines}>
        {free.map((r) => (
          <li key={r.nomination} className={classes.line}>
            <span>
              {r.subject}{' '}
              <span className={classes.soft}>
                {r.unit} · {r.code}
              </span>
            </span>
            <Button variant="default" onClick={() => onAdd([r])} aria-label={t('councils.addOne', { name: r.subject })}>
              {t('councils.add')}
            </Button>
          </li>
        ))}
      </ul>
      {free.length > 1 ? (
        <Button variant="default" onClick={() => onAdd(free)}>
          {t('councils.addAll', { count: free.length })}
        </Button>
      ) : null}
    </details>
  );
}
