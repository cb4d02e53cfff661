import { checkCriteria, type CriterionProblemCode } from '../criteria/check-criteria.js';
import { isSubjectType } from '../criteria/subjects.js';
import { factDefinition } from '../criteria/facts.js';
import { awardOf } from './catalogue.js';
import { dossierItemLabel } from './dossier.js';
import type { RuleSet } from './types.js';

export type RulesProblemCode =
  | CriterionProblemCode
  | 'unknown-award'
  | 'award-missing'
  | 'no-criteria'
  | 'unknown-subject'
  | 'unknown-item'
  | 'no-evidence';

/** One thing that keeps a rule set from being published, and where it stands: `/awards/UNION_CERT_VGCL/0/tree/value`. */
export interface RulesProblem {
  readonly place: string;
  readonly code: RulesProblemCode;
  readonly message: { readonly vi: string; readonly en: string };
}

const messages: Readonly<Record<RulesProblemCode, RulesProblem['message']>> = {
  'duplicate-code': { vi: 'Hai tiêu chí trùng mã.', en: 'Two criteria have the same code.' },
  'malformed-node': {
    vi: 'Một nút là một dữ kiện, hoặc một nhóm "all" hay "any".',
    en: 'A node is a fact, or a group `all` or `any`.',
  },
  'empty-group': { vi: 'Nhóm hoặc danh sách này rỗng.', en: 'The group or list is empty.' },
  'unknown-fact': { vi: 'Không có dữ kiện này.', en: 'There is no such fact.' },
  'operator-not-allowed': {
    vi: 'Phép so sánh không dùng được với kiểu của dữ kiện.',
    en: 'The operator does not go with the type of the fact.',
  },
  'wrong-type': { vi: 'Giá trị không đúng kiểu của dữ kiện.', en: 'The value is not of the type of the fact.' },
  'not-in-enum': { vi: 'Giá trị không có trong danh mục của dữ kiện.', en: 'The value is none of those of the fact.' },
  'unknown-subject': { vi: 'Không có loại đối tượng này.', en: 'There is no such kind of subject.' },
  'unknown-award': { vi: 'Không có danh hiệu, hình thức này.', en: 'There is no such award.' },
  'award-missing': {
    vi: 'Đang có tiêu chí cho hình thức này; quy định mới phải có tiêu chí của nó.',
    en: 'The award has criteria today; the new rules must have some for it.',
  },
  'unknown-item': { vi: 'Không có thành phần hồ sơ này.', en: 'There is no such dossier item.' },
  'no-evidence': {
    vi: 'Dữ kiện này chưa có thành phần hồ sơ nào làm minh chứng.',
    en: 'The fact is left without an item that can show it.',
  },
  'no-criteria': { vi: 'Hình thức này không có tiêu chí nào.', en: 'The award has no criteria.' },
};

/**
 * What keeps the criteria of a rule set from being published, against the catalogue, the facts, and the rule set that it follows:
 * an award never loses its criteria unnoticed. Empty for sound ones.
 */
export function checkRules(
  { awards, evidence = {} }: Pick<RuleSet, 'awards' | 'evidence'>,
  before: Pick<RuleSet, 'awards'>,
): readonly RulesProblem[] {
  const missing = Object.keys(before.awards).filter((award) => awards[award] === undefined);
  return [
    ...Object.entries(evidence).flatMap(([fact, items]) => evidenceProblems(fact, items)),
    ...missing.map((award) => problem(`/awards/${award}`, 'award-missing')),
    ...Object.entries(awards).flatMap(([award, criteria]) => {
      const place = `/awards/${award}`;
      if (awardOf(award) === undefined) return [problem(place, 'unknown-award')];
      if (criteria.length === 0) return [problem(place, 'no-criteria')];
      return [
        ...checkCriteria(criteria).map((p) => problem(place + p.path, p.problem)),
        ...criteria
          .flatMap((c, i) => [
            ...strangers(c, `${place}/${String(i)}`),
            ...strangers(c.tree, `${place}/${String(i)}/tree`),
          ])
          .map((at) => problem(at, 'unknown-subject')),
      ];
    }),
  ];
}

function problem(place: string, code: RulesProblemCode): RulesProblem {
  return { place, code, message: messages[code] };
}

/** A fact that no item can show would be declared for ever: whoever wants that asks for a confirmation. */
function evidenceProblems(fact: string, items: readonly string[]): readonly RulesProblem[] {
  const place = `/evidence/${fact}`;
  if (factDefinition(fact) === undefined) return [problem(place, 'unknown-fact')];
  if (items.length === 0) return [problem(place, 'no-evidence')];
  return items.flatMap((item, i) =>
    dossierItemLabel(item) === undefined ? [problem(`${place}/${String(i)}`, 'unknown-item')] : [],
  );
}

/** Places in a tree that are for subjects which do not exist. Nothing about its shape is taken for granted. */
function strangers(node: unknown, place: string): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { appliesTo, all, any } = node as Readonly<Record<string, unknown>>;
  const own =
    Array.isArray(appliesTo) && appliesTo.some((s) => !isSubjectType(String(s))) ? [`${place}/appliesTo`] : [];
  const below = (list: unknown, name: string) =>
    Array.isArray(list) ? list.flatMap((child, i) => strangers(child, `${place}/${name}/${String(i)}`)) : [];
  return [...own, ...below(all, 'all'), ...below(any, 'any')];
}
