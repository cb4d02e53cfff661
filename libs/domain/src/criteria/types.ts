import type { FactName } from './facts.js';
import type { SubjectType } from './subjects.js';

export type { FactName, SubjectType };

/** Where the value of a fact comes from (model, section 5). `declared` is a word of the nominator and nothing more. */
export type FactSource = 'declared' | 'evidenced' | 'registry' | 'confirmed';

/** Whole numbers only: years, counts or VND, as the fact dictionary says. */
export type FactValue = boolean | number | string;

export interface Fact {
  readonly value: FactValue;
  readonly source: FactSource;
  /** The dossier item that carries the evidence. */
  readonly item?: string;
  readonly by?: string;
  readonly at?: string;
}

/** Facts about one nominee by fact name. An absent key is "not set": unknown, never zero and never false. */
export type FactInputs = Readonly<Record<string, Fact>>;

export type Operator = '==' | '!=' | '>=' | '<=' | 'in' | 'notIn';

/** What a provision rests on; see `verificationValues` of the catalogue. */
export type Verification = 'text' | 'secondary' | 'superseded' | 'unknown' | 'default';

export type Severity = 'hard' | 'soft' | 'info';

export interface Text {
  readonly vi: string;
  readonly en: string;
}

/** What an inner node may say about itself. It only explains, except `appliesTo`, which takes the node out for other subjects. */
export interface NodeNote {
  readonly code?: string;
  readonly severity?: Severity;
  readonly vi?: string;
  readonly en?: string;
  readonly source?: string;
  readonly verification?: Verification;
  readonly appliesTo?: readonly SubjectType[];
}

export interface Leaf extends NodeNote {
  readonly fact: FactName;
  readonly op: Operator;
  /** A list for `in` and `notIn`, one value otherwise. */
  readonly value: FactValue | readonly FactValue[];
}

export interface AllOf extends NodeNote {
  readonly all: readonly CriterionNode[];
}

export interface AnyOf extends NodeNote {
  readonly any: readonly CriterionNode[];
}

export type CriterionNode = Leaf | AllOf | AnyOf;

/** One direct child of an award's root `all`. */
export interface Criterion extends Text {
  readonly code: string;
  readonly severity: Severity;
  /** Legal citation. */
  readonly source: string;
  readonly verification: Verification;
  /** Absent: every subject. */
  readonly appliesTo?: readonly SubjectType[];
  /** False until an administrator has compared the row with the text in force ("chưa đối chiếu"). */
  readonly confirmed: boolean;
  readonly tree: CriterionNode;
}

export type CriterionResult = 'passed' | 'failed' | 'needsPerson' | 'notApplicable' | 'notComputable';

/** What an appraiser said about a criterion, bound to the values that were seen. */
export interface Confirmation {
  readonly result: 'passed' | 'failed';
  /** `valueKey(criterion, inputs)` at the time of confirming, or its digest; another key makes the confirmation void. */
  readonly values: string;
  readonly by?: string;
  readonly at?: string;
}

export interface EvaluationContext {
  readonly subjectType: SubjectType;
  /** By criterion code. */
  readonly confirmations?: Readonly<Record<string, Confirmation>>;
  /** Applied to a value key before it is compared, where confirmations keep a hash of it: the law imports no crypto. */
  readonly digest?: (key: string) => string;
  /** Codes of the criteria that a flagged seat has overridden. */
  readonly overrides?: readonly string[];
}

export interface LeafExplanation {
  readonly code?: string;
  /** Code of the nearest group around the leaf, if it has one. */
  readonly group?: string;
  readonly fact: FactName;
  readonly label: Text;
  readonly op: Operator;
  /** `null` = not set. */
  readonly observed: Pick<Fact, 'value' | 'source' | 'item'> | null;
  readonly needed: FactValue | readonly FactValue[];
  readonly result: CriterionResult;
}

export interface Explanation {
  readonly criterion: string;
  readonly result: CriterionResult;
  readonly severity: Severity;
  readonly message: Text;
  readonly citation: string;
  readonly verification: Verification;
  /** Shown as "chưa đối chiếu". */
  readonly unconfirmed: boolean;
  /** Leaves that apply to the subject, in the order of the tree. */
  readonly leaves: readonly LeafExplanation[];
  readonly overridden?: true;
  /** The confirmation that decided the result, if one did. */
  readonly confirmation?: Confirmation;
}

export interface ResultRow {
  readonly criterion: string;
  readonly result: CriterionResult;
}

/** `submit` also stands for Resubmit; `recommendAppraisal` is Recommend in an appraisal step, `recommend` in any other. */
export type GatePurpose = 'submit' | 'recommend' | 'recommendAppraisal';

export interface Gate {
  readonly blocked: readonly Explanation[];
  /** Failed soft criteria: the command must carry a reason. */
  readonly needReason: readonly Explanation[];
}
