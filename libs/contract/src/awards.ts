import { z } from 'zod';
import { unitLevels } from '#domain/vocabulary';
import { bilingual } from './text.js';

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
