import type { Statechart } from '#contract';
import classes from './chart.module.css';
import type { ChartEdge } from './words';

/** What is seen only when it was taken, or when one of its ends is selected: possible from nearly everywhere, and rarely done. */
const quiet: readonly ChartEdge['kind'][] = ['withdraw', 'reopen'];

interface Line {
  key: string;
  kind: ChartEdge['kind'];
  points: ChartEdge['points'];
  taken: boolean;
  /** Whether it leads to its last point, and back to its first. */
  there: boolean;
  back: boolean;
}

/** One line for two states that lead to each other. */
function linesOf({ edges }: Statechart, selected: string | null): Line[] {
  const shown = edges.filter((e) => !quiet.includes(e.kind) || e.taken > 0 || e.from === selected || e.to === selected);
  return shown.flatMap((edge) => {
    const other = shown.find((e) => e.from === edge.to && e.to === edge.from);
    const first = other === undefined || edges.indexOf(edge) < edges.indexOf(other);
    if (!first) return [];
    const taken = edge.taken + (other?.taken ?? 0) > 0;
    const { kind, points } = edge;
    return [{ key: `${edge.from} ${edge.to}`, kind, points, taken, there: true, back: other !== undefined }];
  });
}

const kinds = ['forward', 'return', 'reject', 'withdraw'] as const;
const colourOf = (kind: ChartEdge['kind']): (typeof kinds)[number] =>
  kind === 'resubmit' ? 'return' : kind === 'reopen' || kind === 'annul' ? 'reject' : kind;

export function Lines({ chart, selected }: { chart: Statechart; selected: string | null }) {
  const lines = linesOf(chart, selected).sort((a, b) => Number(a.taken) - Number(b.taken));
  return (
    <g aria-hidden>
      <defs>
        {kinds.map((kind) => (
          <marker
            key={kind}
            id={`chart-${kind}`}
            className={classes.arrow}
            data-kind={kind}
            viewBox="0 0 8 8"
            refX="7.5"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            markerUnits="userSpaceOnUse"
            orient="auto-start-reverse"
          >
            <path d="M0 0.5 8 4 0 7.5z" />
          </marker>
        ))}
      </defs>
      {lines.map((line) => (
        <polyline
          key={line.key}
          className={classes.line}
          data-kind={colourOf(line.kind)}
          data-taken={line.taken || undefined}
          points={line.points.map((p) => p.join(',')).join(' ')}
          markerEnd={line.there ? `url(#chart-${colourOf(line.kind)})` : undefined}
          markerStart={line.back ? `url(#chart-${colourOf(line.kind)})` : undefined}
        />
      ))}
    </g>
  );
}
