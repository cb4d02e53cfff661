import { chart, standardProcedure, type RouteStage, type State } from '#domain';

const route: readonly RouteStage[] = [
  { unit: 'G', level: 'grassroots_union', steps: ['appraisal', 'signature'] },
  { unit: 'C', level: 'level2_union', steps: ['appraisal', 'signature'] },
  { unit: 'F', level: 'federation', steps: ['appraisal'] },
];

const name = (state: State): string => state.replace('@', '_');

/** The compiled machine of the standard procedure on a route of three units, as a Mermaid state diagram. */
export function statechart(): string {
  const { transitions } = chart(standardProcedure, route);
  const moves = transitions.filter((t) => t.from !== t.to);
  const groups = route.map((s) => {
    const steps = s.steps.map((step) => `    ${step}_${s.unit}: ${step}@${s.unit}`);
    return [`  state ${s.unit} {`, ...steps, '  }'].join('\n');
  });
  const merged = new Map<string, string[]>();
  for (const t of moves) {
    const key = `  ${name(t.from)} --> ${name(t.to)}`;
    merged.set(key, [...(merged.get(key) ?? []), t.event]);
  }
  const edges = [...merged].map(([key, events]) => `${key}: ${[...new Set(events)].join(', ')}`);
  return ['stateDiagram-v2', '  [*] --> draft', ...groups, ...edges].join('\n');
}
