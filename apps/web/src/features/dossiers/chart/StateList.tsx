import type { Statechart } from '#contract';
import { day } from '../../../shared/format';
import { useWords } from '../../../shared/labels';
import classes from './chart.module.css';
import { fullName, shortName, signs, type ChartState } from './words';

interface StateListProps {
  id: string;
  chart: Statechart;
  selected: string | null;
  onSelect: (state: string) => void;
}

/** The same as the picture, in words and in the order of the process: what each state is, and where it leads. */
export function StateList({ id, chart, selected, onSelect }: StateListProps) {
  return (
    <ol id={id} className={classes.list}>
      {chart.states.map((state) => (
        <li
          key={state.state}
          className={classes.item}
          data-status={state.status}
          aria-current={state.status === 'current' ? 'step' : undefined}
        >
          <span className={classes.sign} aria-hidden>
            {signs[state.status]}
          </span>
          <div>
            <button
              type="button"
              className={classes.choose}
              aria-pressed={state.state === selected}
              onClick={() => onSelect(state.state)}
            >
              {fullName(chart, state.state)}
            </button>
            <p className={classes.soft}>
              <Passed state={state} />
            </p>
            <Exits chart={chart} from={state.state} />
          </div>
        </li>
      ))}
    </ol>
  );
}

/** "đã qua · 02/11 – 04/11/2026 · 2/10 ngày làm việc · 1 lần trả lại". */
function Passed({ state }: { state: ChartState }) {
  const { t } = useWords();
  const { status, visits, days, target, returns } = state;
  const [first, last] = [visits[0], visits.at(-1)];
  const stay = [first?.entered, last?.left].map((at) => (at ? day(at) : null));
  const parts = [
    t(`chart.status.${status}`),
    stay.some(Boolean) ? `${stay[0] ?? '…'} – ${stay[1] ?? t('chart.today')}` : null,
    days !== null && target !== null ? t('chart.days', { days, target }) : null,
    visits.some((v) => v.carried) ? t('timeline.carriedOver') : null,
    returns > 0 ? t('chart.returns', { count: returns }) : null,
  ];
  return <>{parts.filter(Boolean).join(' · ')}</>;
}

function Exits({ chart, from }: { chart: Statechart; from: string }) {
  const { t } = useWords();
  const exits = chart.edges.filter((e) => e.from === from);
  if (exits.length === 0) return null;
  const said = exits.map(({ to, kind, taken }) => {
    const name = kind === 'resubmit' || kind === 'reopen' ? fullName(chart, to) : shortName(to);
    return taken > 0 ? t('chart.taken', { name, count: taken }) : name;
  });
  return (
    <p className={classes.soft} data-exits={exits.length}>
      {t('chart.leadsTo')} {said.join('; ')}
    </p>
  );
}
