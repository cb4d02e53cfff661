import { queryOptions } from '@tanstack/react-query';
import i18next from 'i18next';
import type { AwardForm, FactField } from '#contract';
import { ApiError, get, query } from '../../../shared/api';
import type { FieldError } from '../../../shared/ui/ErrorSummary';

/** The JSON Schema of what a nomination for an award declares, for one kind of subject. */
export const formQuery = (award: string, subjectType: string) =>
  queryOptions({
    queryKey: ['form', award, subjectType],
    queryFn: ({ signal }) =>
      get<AwardForm>(`/awards/${encodeURIComponent(award)}/form${query({ subjectType })}`, signal),
    staleTime: 600_000,
  });

type Schema = AwardForm['properties']['facts']['properties'][string];

/** The fields that a schema stands for, in its order. */
export function fieldsOf(form: AwardForm): FactField[] {
  return Object.entries(form.properties.facts.properties).map(([fact, schema]) => fieldOf(fact, schema));
}

function fieldOf(fact: string, schema: Schema): FactField {
  const { value } = schema.properties;
  const field = { fact, label: schema['x-label'], unit: schema['x-unit'], evidence: schema['x-evidence'] };
  switch (value.type) {
    case 'boolean':
      return { ...field, type: 'bool' };
    case 'integer':
      return { ...field, type: 'int' };
    case 'string':
      return { ...field, type: 'enum', values: value.oneOf.map((v) => ({ value: v.const, label: v['x-label'] })) };
  }
}

/** Element of a fact's field. */
export const factId = (fact: string): string => `fact-${fact.replaceAll('.', '-')}`;
export const STATEMENT_ID = 'draft-statement';

const said: Readonly<Record<string, string>> = {
  'wrong-type': 'draft.wrong.type',
  'not-in-enum': 'draft.wrong.choice',
  'not asked for in this supplement': 'draft.wrong.closed',
};

/** What the server objected to in a 400, each at the field that its pointer names. */
export function fieldErrors(error: unknown): FieldError[] {
  if (!(error instanceof ApiError) || error.status !== 400) return [];
  return (error.problem?.errors ?? []).map(({ pointer, detail }) => {
    const fact = /^\/facts\/([^/]+)/.exec(pointer)?.[1];
    const key = said[detail] ?? (pointer.startsWith('/statement') ? 'draft.wrong.text' : 'draft.wrong.other');
    return { field: fact === undefined ? STATEMENT_ID : factId(fact), text: i18next.t(key as never) };
  });
}
