import { useRef, type KeyboardEvent } from 'react';
import type { Statechart } from '#contract';
import { useWords } from '../../../shared/labels';
import classes from './chart.module.css';
import { Lines } from './Lines';
import { fullName, shortName, signs, wrapped, type ChartState } from './words';

interface PictureProps {
  chart: Statechart;
  selected: string | null;
  onSelect: (state: string) => void;
  /** Id of the list that says the same in words. */
  describedBy: string;
}

/** Space around the steps of a stage: beside them, for its name above, for the counts below. */
const around = { side: 9, above: 42, below: 16 };

/** The statechart in the places that the server computed. One stop for Tab; arrow keys lead along the process, Enter selects. */
export function Picture({ chart, selected, onSelect, describedBy }: PictureProps) {
  const { t } = useWords();
  const svg = useRef<SVGSVGElement>(null);
  const stop = selected ?? chart.current;
  const move = (event: KeyboardEvent, at: number): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const to = chart.states[at + (step ?? 0)];
    if (event.key === 'Enter' || event.key === ' ') onSelect(chart.states[at]!.state);
    else if (step === undefined || !to) return;
    else svg.current?.querySelector<SVGGElement>(`[data-state="${CSS.escape(to.state)}"]`)?.focus();
    event.preventDefault();
  };
  return (
    <div className={classes.scroll} role="region" aria-label={t('chart.title')} tabIndex={0}>
      <svg
        ref={svg}
        className={classes.svg}
        viewBox={`0 0 ${chart.width} ${chart.height + around.below}`}
        width={chart.width}
        height={chart.height + around.below}
        role="group"
        aria-label={t('chart.title')}
        aria-describedby={describedBy}
      >
        {chart.groups.map((group, i) => (
          <Frame key={group.unit.id} group={group} states={chart.states.filter((s) => s.group === i)} />
        ))}
        <Lines chart={chart} selected={selected} />
        {chart.groups.map((group, i) => (
          <FrameName key={group.unit.id} group={group} states={chart.states.filter((s) => s.group === i)} />
        ))}
        {chart.states.map((state, i) => (
          <State
            key={state.state}
            state={state}
            name={fullName(chart, state.state)}
            pressed={state.state === selected}
            stop={state.state === stop}
            onSelect={() => onSelect(state.state)}
            onKeyDown={(event) => move(event, i)}
          />
        ))}
      </svg>
    </div>
  );
}

interface FrameProps {
  group: Statechart['groups'][number];
  states: ChartState[];
}

function frameOf(states: ChartState[]) {
  const left = Math.min(...states.map((s) => s.x)) - around.side;
  const top = Math.min(...states.map((s) => s.y)) - around.above;
  const right = Math.max(...states.map((s) => s.x + s.width)) + around.side;
  const bottom = Math.max(...states.map((s) => s.y + s.height)) + around.below;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function Frame({ group, states }: FrameProps) {
  if (states.length === 0) return null;
  return <rect {...frameOf(states)} rx={8} className={classes.frame} data-status={group.status} />;
}

/** Above the lines, with a rim in the colour of its stage, so that none of them runs through the letters. */
function FrameName({ group, states }: FrameProps) {
  if (states.length === 0) return null;
  const { x, y, width } = frameOf(states);
  const rows = wrapped(group.unit.name, Math.floor((width - 16) / 6.8));
  return (
    <text className={classes.frameName} data-status={group.status} aria-hidden>
      <title>{group.unit.name}</title>
      {rows.map((row, i) => (
        <tspan key={row} x={x + 9} y={y + (rows.length === 1 ? 24 : 16) + i * 15}>
          {row}
        </tspan>
      ))}
    </text>
  );
}

interface StateProps {
  state: ChartState;
  name: string;
  pressed: boolean;
  stop: boolean;
  onSelect: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function State({ state, name, pressed, stop, onSelect, onKeyDown }: StateProps) {
  const { t } = useWords();
  const { x, y, width, height, status, returns } = state;
  // Where it stands is a drawn dot: a letter for it would be no part of the name that is read out.
  const short = shortName(state.state);
  const rows = wrapped((status === 'past' ? `${signs.past} ` : '') + short, 16);
  const count = returns > 0 ? t('chart.returns', { count: returns }) : null;
  // What is read out begins with what is written.
  const written = count === null ? short : `${short} ${count}`;
  const label = [name.startsWith(written) ? null : written, name, t(`chart.status.${status}`)]
    .filter(Boolean)
    .join(', ');
  return (
    <g
      role="button"
      tabIndex={stop ? 0 : -1}
      aria-pressed={pressed}
      aria-label={label}
      className={classes.state}
      data-state={state.state}
      data-status={status}
      onClick={onSelect}
      onKeyDown={onKeyDown}
    >
      {pressed ? (
        <rect x={x - 4} y={y - 4} width={width + 8} height={height + 8} rx={10} className={classes.ring} />
      ) : null}
      <rect x={x} y={y} width={width} height={height} rx={7} className={classes.box} />
      {status === 'current' ? <circle cx={x + 10} cy={y + 10} r={3.5} className={classes.here} /> : null}
      <text aria-hidden>
        {rows.map((row, i) => (
          <tspan key={row} x={x + width / 2} y={y + height / 2 + 4.5 + (i - (rows.length - 1) / 2) * 15}>
            {`${row} `}
          </tspan>
        ))}
      </text>
      {count ? (
        <>
          <rect x={x - 6} y={y + height - 7} width={80} height={18} rx={9} className={classes.badge} />
          <text aria-hidden className={classes.badgeText} x={x + 34} y={y + height + 6}>
            {count}
          </text>
        </>
      ) : null}
    </g>
  );
}
