import { awardOf, themes, type Occasion, type Theme } from '#domain';
import { achievementOf, type Achievement } from './achievements.js';
import { DOCUMENTS, type DocumentPlan } from './deck.data.js';
import { fatesOf, isSelected, type Fate } from './fates.js';
import type { Federation, SampleUnit } from './federation.js';
import { isWoman, type Somebody } from './people.js';
import { DEEDS, JOBS } from './phrases.data.js';
import { randomOf, type Random } from './random.js';
import { SELECTED } from './selection.data.js';
import { eventsOf, type Event } from './timeline.js';

/** One nomination of the season: what is proposed, and all that will be done with it. */
export interface Case {
  readonly key: string;
  readonly unit: string;
  readonly award: string;
  /** A person of the register, or the unit itself. */
  readonly nominee: Somebody | null;
  readonly occasion: Occasion;
  readonly theme: Theme | undefined;
  readonly achievement: Achievement;
  readonly statement: string;
  readonly events: readonly Event[];
  readonly document: string | null;
  /** Key of the list on which a council votes on it. */
  readonly ballot: string | null;
  /** Whether it waits to be selected. */
  readonly selected: boolean;
}

export interface Season {
  readonly year: number;
  readonly cases: readonly Case[];
  readonly documents: readonly DocumentPlan[];
}

/** The same season for every start of a year; `first` is the number of its working days. */
export function seasonOf(federation: Federation, year: number, first: number): Season {
  const nominated = new Set<string>();
  const cases = fatesOf(federation).map((fate, i): Case => {
    const key = String(i + 1).padStart(3, '0');
    const random = randomOf(`case/${key}`);
    const award = awardFor(fate, random);
    const alone =
      AWARDS_FOR_UNITS.includes(award) && !nominated.has(fate.unit) && fate.twist === null && random.chance(0.2);
    if (alone) nominated.add(fate.unit);
    const nominee = alone ? null : federation.crowd.make(`N${key}`, fate.unit);
    const achievement = achievementOf(award, alone ? 'unit' : 'person', {
      quality: qualityFor(fate, award, random),
      year,
      random,
    });
    const told = isSelected(fate) && nominee !== null ? womanOf(nominee) : {};
    const document = DOCUMENTS.find((d) => d.key === fate.document);
    const way = { steps: wayOf(federation, fate, award), document: document?.ago ?? null, first };
    return {
      key,
      unit: fate.unit,
      award,
      nominee,
      ...occasionOf(fate, award, random),
      achievement: { ...achievement, facts: { ...achievement.facts, ...told } },
      statement: statementOf(federation.units, fate.unit, nominee, award, random),
      events: eventsOf(fate, way, random),
      document: fate.document,
      ballot: fate.ballot,
      selected: isSelected(fate),
    };
  });
  return { year, cases, documents: DOCUMENTS };
}

/** What the tie-breaks of a selection look at. */
const womanOf = (nominee: Somebody): Achievement['facts'] => ({
  'person.woman': { value: isWoman(nominee), item: 'nomineeList' },
});

const AWARDS_FOR_UNITS: readonly string[] = ['UNION_CERT_VGCL', 'UNION_CERT_VGCL_THEMATIC', 'UNION_CERT_LEVEL2'];

/** By weight: awards that the federation decides. */
const OF_FEDERATION: readonly string[] = [
  ...Array<string>(9).fill('UNION_CERT_VGCL'),
  ...Array<string>(4).fill('UNION_CERT_VGCL_THEMATIC'),
  ...Array<string>(3).fill('UNION_CREATIVE_LABOUR'),
  ...Array<string>(3).fill('UNION_MEDAL_KNC'),
  'UNION_NGUYEN_VAN_LINH',
];

function awardFor({ document, step, branch, twist, ballot }: Fate, random: Random): string {
  if (isSelected({ step })) return SELECTED.award;
  if (ballot !== null) return 'UNION_CERT_LEVEL2';
  const listed = DOCUMENTS.find((d) => d.key === document);
  if (listed !== undefined) return listed.award;
  if (step === `decision@${branch}`) return 'UNION_CERT_LEVEL2';
  const above = step?.endsWith('@F') === true || step === `signature@${branch}` || twist === 'doubt';
  return !above && random.chance(0.3) ? 'UNION_CERT_LEVEL2' : random.pick(OF_FEDERATION);
}

function qualityFor(
  { quality, step, end }: Fate,
  award: string,
  random: Random,
): Parameters<typeof achievementOf>[2]['quality'] {
  if (quality !== null) return quality;
  if (isSelected({ step })) return 'shown';
  if (award === 'UNION_CERT_LEVEL2' && random.chance(0.25)) return 'soft';
  const inAppraisal = end === 'waiting' && step?.startsWith('appraisal') === true;
  return random.chance(inAppraisal ? 0.4 : 0.2) ? 'declared' : 'shown';
}

function occasionOf(fate: Fate, award: string, random: Random): Pick<Case, 'occasion' | 'theme'> {
  const { ballot } = fate;
  if (isSelected(fate)) return { occasion: SELECTED.occasion, theme: undefined };
  if (award === 'UNION_MEDAL_KNC') return { occasion: 'service', theme: undefined };
  if (ballot !== null || award === 'UNION_CERT_VGCL_THEMATIC')
    return { occasion: 'thematic', theme: random.pick(themes) };
  return { occasion: 'annual', theme: undefined };
}

/** The steps of a route as the law makes it (model.md 2), with keys for units. */
function wayOf({ units, officers }: Federation, fate: Fate, award: string): string[] {
  const { unit, branch, ballot } = fate;
  const decides = award === 'UNION_CERT_LEVEL2' ? branch : 'F';
  const steps: string[] = [];
  for (let at = units.find((u) => u.key === unit); at !== undefined; at = superiorOf(units, at)) {
    const people = at.level === 'grassroots_union' ? officers.filter((o) => o.unit === unit).length : 3;
    if (people >= 3) steps.push(`appraisal@${at.key}`);
    if (people >= 2 && at.key !== decides) steps.push(`signature@${at.key}`);
    if (ballot !== null && at.key === decides) steps.push(`ballot@${at.key}`);
    if (isSelected(fate) && at.key === decides) steps.push(`selection@${at.key}`);
    if (at.key === decides) break;
  }
  return [...steps, `decision@${decides}`];
}

function superiorOf(units: readonly SampleUnit[], { parent }: SampleUnit): SampleUnit | undefined {
  return units.find((u) => u.key === parent);
}

function statementOf(
  units: readonly SampleUnit[],
  key: string,
  nominee: Somebody | null,
  award: string,
  random: Random,
): string {
  const unit = units.find((u) => u.key === key);
  const place = (unit?.name ?? '').replace(/^Công đoàn /, '');
  const who = nominee === null ? `Tập thể ${place}` : `${nominee.name}, ${random.pick(JOBS)} tại ${place},`;
  const [first, second] = [random.pick(DEEDS), random.pick(DEEDS)];
  const also = second === first ? '' : ` Ngoài ra còn ${second}.`;
  const name = awardOf(award)?.nameVi ?? award;
  return `${who} trong năm qua đã ${first}.${also}\n\nBan chấp hành công đoàn cơ sở đã họp, thống nhất đề nghị xét tặng ${name}.`;
}
