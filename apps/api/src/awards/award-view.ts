import type { Award as AwardView, FactField, ProcedureView } from '#contract';
import {
  askedFacts,
  check,
  dossierItemLabel,
  factDefinition,
  type Award,
  type Criterion,
  type FactName,
  type Procedure,
  type RuleSet,
} from '#domain';
import type { Published } from '#engine';

/** An award with what its nomination needs under a rule set. */
export function awardView(award: Award, rules: RuleSet): AwardView {
  const criteria = rules.awards[award.code] ?? [];
  const { code, nameVi, nameEn, kind, subjectTypes, decidingLevel, open, once, sources, verification, notes } = award;
  const { individual, individualMax, collective } = award.moneyMultiple ?? {};
  return {
    code,
    nameVi,
    nameEn,
    kind,
    subjectTypes: [...subjectTypes],
    decidingLevel,
    open,
    once,
    items: award.dossierItems.map((item) => ({
      item,
      label: dossierItemLabel(item) ?? { vi: item, en: item },
      required: true,
    })),
    facts: askedFacts(award, criteria).flatMap((fact) => fieldOf(fact, rules)),
    criteria: criteria.map(criterionView),
    moneyMultiple: individual ?? individualMax ?? collective ?? null,
    sources: sources.map(({ ref, url }) => ({ ref, url })),
    verification,
    notes,
  };
}

function fieldOf(fact: FactName, rules: RuleSet): FactField[] {
  const definition = factDefinition(fact);
  if (definition === undefined) return [];
  const { type, label } = definition;
  const unit = definition.type === 'int' ? (definition.unit ?? null) : null;
  const evidence = rules.evidence?.[fact];
  const field = { fact, label, type, unit, evidence: evidence === undefined ? null : [...evidence] };
  if (definition.type !== 'enum') return [field];
  const values = Object.entries(definition.values).map(([value, words]) => ({ value, label: words }));
  return [{ ...field, values }];
}

function criterionView({
  code,
  severity,
  vi,
  en,
  source,
  verification,
  confirmed,
}: Criterion): AwardView['criteria'][number] {
  return { code, severity, message: { vi, en }, citation: source, verification, unconfirmed: !confirmed };
}

/** A published procedure with what speaks against it. */
export function procedureView({ pin, value }: Published<Procedure>): ProcedureView {
  const { id, version, hash } = pin;
  const stages = value.stages.map(({ level, steps }) => ({
    level,
    steps: steps.map(({ step, kind, role, workingDays }) => ({ step, kind, role, workingDays })),
  }));
  return { id, version, hash, name: value.name, stages, problems: check(value).map((p) => ({ ...p })) };
}
