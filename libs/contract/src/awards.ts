import { z } from 'zod';
import { unitLevels } from '#domain/vocabulary';
import { bilingual, line } from './text.js';

/** One fact that the nomination form asks for. */
export const FactField = z.object({
  fact: z.string(),
  label: bilingual,
  type: z.enum(['bool', 'int', 'enum']),
  unit: z.string().nullable(),
  /** Items that can show it under the rules in force; null: any item. */
  evidence: z.array(z.string()).nullable(),
  values: z.array(z.object({ value: z.string(), label: bilingual })).optional(),
});
export type FactField = z.infer<typeof FactField>;

export const Award = z
  .object({
    code: z.string(),
    nameVi: z.string(),
    nameEn: z.string(),
    kind: z.string(),
    subjectTypes: z.array(z.string()),
    decidingLevel: z.string(),
    /** False: submitting answers `award-not-open`. */
    open: z.boolean(),
    once: z.boolean(),
    items: z.array(z.object({ item: z.string(), label: bilingual, required: z.boolean() })),
    facts: z.array(FactField),
    criteria: z.array(
      z.object({
        code: z.string(),
        severity: z.string(),
        message: bilingual,
        citation: z.string(),
        verification: z.string(),
        unconfirmed: z.boolean(),
      }),
    ),
    /** Multiple of the base salary; null is "not set", never zero. */
    moneyMultiple: z.string().nullable(),
    sources: z.array(z.object({ ref: z.string(), url: z.string().nullable() })),
    verification: z.string(),
    notes: z.string().nullable(),
  })
  .meta({ id: 'Award' });
export type Award = z.infer<typeof Award>;
export const Awards = z.object({ awards: z.array(Award) }).meta({ id: 'Awards' });
export type Awards = z.infer<typeof Awards>;

/** The kind of subject that a form is for; the award's first one when missing. */
export const AwardFormQuery = z.strictObject({ subjectType: line(2, 40).optional() });
export type AwardFormQuery = z.infer<typeof AwardFormQuery>;

const FactSchema = z.object({
  type: z.literal('object'),
  title: z.string(),
  'x-label': bilingual,
  'x-unit': z.string().nullable(),
  'x-evidence': z.array(z.string()).nullable(),
  required: z.array(z.string()),
  additionalProperties: z.literal(false),
  properties: z.object({
    value: z.union([
      z.object({ type: z.literal('boolean') }),
      z.object({ type: z.literal('integer'), minimum: z.number(), maximum: z.number() }),
      z.object({
        type: z.literal('string'),
        oneOf: z.array(z.object({ const: z.string(), title: z.string(), 'x-label': bilingual })),
      }),
    ]),
    item: z.object({ type: z.literal('string'), minLength: z.int(), maxLength: z.int() }),
  }),
});

/**
 * JSON Schema (2020-12) of what a nomination for the award declares under the rules in force today. No fact is required: one that is left
 * out is unknown. `x-label`, `x-unit` and `x-evidence` say how it is shown.
 */
export const AwardForm = z
  .object({
    $schema: z.string(),
    title: z.string(),
    type: z.literal('object'),
    additionalProperties: z.literal(false),
    properties: z.object({
      facts: z.object({
        type: z.literal('object'),
        additionalProperties: z.literal(false),
        properties: z.record(z.string(), FactSchema),
      }),
      statement: z.object({ type: z.literal('string'), maxLength: z.int() }),
    }),
  })
  .meta({ id: 'AwardForm' });
export type AwardForm = z.infer<typeof AwardForm>;

export const ProcedureView = z
  .object({
    id: z.string(),
    version: z.int(),
    hash: z.string(),
    name: bilingual,
    stages: z.array(
      z.object({
        level: z.enum([...unitLevels, 'any']),
        steps: z.array(z.object({ step: z.string(), kind: z.string(), role: z.string(), workingDays: z.int() })),
      }),
    ),
    problems: z.array(z.object({ place: z.string(), code: z.string(), message: bilingual })),
  })
  .meta({ id: 'Procedure' });
export type ProcedureView = z.infer<typeof ProcedureView>;
