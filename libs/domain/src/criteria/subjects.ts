/** Every subject type of the catalogue. */
export const subjectTypes = [
  'individual',
  'union_official',
  'direct_worker',
  'collective',
  'union_group',
  'grassroots_union',
  'immediate_superior_union',
  'family',
  'foreigner',
  'enterprise',
  'group',
] as const;
export type SubjectType = (typeof subjectTypes)[number];

/** The wider type that a subject also is; a family is neither individual nor collective in law. */
const WIDER: Readonly<Partial<Record<SubjectType, SubjectType>>> = {
  union_official: 'individual',
  direct_worker: 'individual',
  foreigner: 'individual',
  union_group: 'collective',
  grassroots_union: 'collective',
  immediate_superior_union: 'collective',
  enterprise: 'collective',
  group: 'collective',
};

/** Whether a text names a subject type of the catalogue. */
export function isSubjectType(text: string): text is SubjectType {
  return (subjectTypes as readonly string[]).includes(text);
}

/** Whether a subject is among the listed types: by its own type, or as an individual or a collective. No list: everybody. */
export function isAmong(listed: readonly SubjectType[] | undefined, subject: SubjectType): boolean {
  if (listed === undefined || listed.includes(subject)) return true;
  const wider = WIDER[subject];
  return wider !== undefined && listed.includes(wider);
}

/** Whether a subject type is a person; a family and every kind of unit are not. */
export function isPerson(subject: SubjectType): boolean {
  return subject === 'individual' || WIDER[subject] === 'individual';
}
