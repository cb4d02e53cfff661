import { factDefinition, type FactDefinition } from '../criteria/facts.js';
import type { Criterion, SubjectType } from '../criteria/types.js';
import { askedFacts } from './asked.js';
import type { Award, RuleSet } from './types.js';

/** Characters that the account of achievements may have. */
export const LONGEST_STATEMENT = 20_000;

type Value =
  | { readonly type: 'boolean' }
  | { readonly type: 'integer'; readonly minimum: number; readonly maximum: number }
  | {
      readonly type: 'string';
      readonly oneOf: { const: string; title: string; 'x-label': { vi: string; en: string } }[];
    };

/** One fact of a form: its value, and the item of the dossier that shows it. */
export interface FactSchema {
  readonly type: 'object';
  readonly title: string;
  readonly 'x-label': { vi: string; en: string };
  /** `years` or `VND`; null for a count and for what is no number. */
  readonly 'x-unit': string | null;
  /** Items that can show it under the rules; null: any. */
  readonly 'x-evidence': string[] | null;
  readonly required: string[];
  readonly additionalProperties: false;
  readonly properties: {
    readonly value: Value;
    readonly item: { readonly type: 'string'; readonly minLength: 1; readonly maxLength: 60 };
  };
}

/**
 * The JSON Schema (2020-12) of what a nomination for an award declares: the facts that its criteria ask of such a subject, none of them
 * required (a fact left out is unknown), and the account of achievements. Configuration alone: dictionary of facts, catalogue, rule set.
 */
export function formSchema(award: Award, rules: Pick<RuleSet, 'awards' | 'evidence'>, subject: SubjectType) {
  const criteria: readonly Criterion[] = rules.awards[award.code] ?? [];
  const facts = askedFacts(award, criteria, subject).flatMap((name): [string, FactSchema][] => {
    const definition = factDefinition(name);
    const evidence = rules.evidence?.[name];
    return definition === undefined
      ? []
      : [[name, factSchema(definition, evidence === undefined ? null : [...evidence])]];
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: award.nameVi,
    type: 'object',
    additionalProperties: false,
    properties: {
      facts: { type: 'object', additionalProperties: false, properties: Object.fromEntries(facts) },
      statement: { type: 'string', maxLength: LONGEST_STATEMENT },
    },
  } as const;
}

function factSchema(definition: FactDefinition, evidence: string[] | null): FactSchema {
  return {
    type: 'object',
    title: definition.label.vi,
    'x-label': definition.label,
    'x-unit': definition.type === 'int' ? (definition.unit ?? null) : null,
    'x-evidence': evidence,
    required: ['value'],
    additionalProperties: false,
    properties: { value: valueSchema(definition), item: { type: 'string', minLength: 1, maxLength: 60 } },
  };
}

function valueSchema(definition: FactDefinition): Value {
  switch (definition.type) {
    case 'bool':
      return { type: 'boolean' };
    case 'int':
      return { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
    case 'enum': {
      const values = Object.entries(definition.values);
      return { type: 'string', oneOf: values.map(([code, l]) => ({ const: code, title: l.vi, 'x-label': l })) };
    }
  }
}
