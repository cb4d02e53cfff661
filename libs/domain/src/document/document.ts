import type { AnnulmentGrounds } from './annulment.js';
import type { Money } from '../money/amount.js';
import type { Actor, Notice, Refusal } from '../nomination/world.js';
import type { Capacity, DocumentKind, DocumentState, Occasion, RefusalCode, UnitLevel } from '../vocabulary.js';

/** A decision document: the fold of its chain, and exactly its row. A draft stands outside the ledger. */
export interface DecisionDocument {
  readonly state: DocumentState;
  /** The issuing unit. */
  readonly body: string;
  readonly kind: DocumentKind;
  readonly capacity: Capacity;
  /** Nominations that it lists, in its order. */
  readonly items: readonly string[];
  readonly signer: string | null;
  readonly number: number | null;
  readonly year: number | null;
  /** Local date (Asia/Ho_Chi_Minh) of the issue, `YYYY-MM-DD`. */
  readonly date: string | null;
  /** The issued document that this one corrects (đính chính); it lists nothing itself. */
  readonly corrects?: string | null;
  /** The issued document whose awards to the listed nominations this one takes back. */
  readonly annuls?: string | null;
  readonly grounds?: AnnulmentGrounds | null;
}

/** A listed nomination, as it stands now. */
export interface DocumentItem {
  readonly nomination: string;
  readonly code: string;
  readonly state: string;
  readonly decidingUnit: string;
  readonly decidingLevel: UnitLevel;
  readonly award: string;
  readonly subject: { readonly type: 'person' | 'unit'; readonly id: string };
  readonly subjectPerson: string | null;
  readonly year: number;
  readonly occasion: Occasion;
  readonly theme?: string;
  readonly nominator: string;
  readonly nominatedFor?: string;
  /** Recused in this nomination, or with a declared relation to its subject. */
  readonly barred: readonly string[];
  /** Kind of the step it waits in; `decision` where it awaits a decision. */
  readonly waitingKind?: string | null;
  /** A required criterion failed and nobody overrode it; a letter does not send it up. */
  readonly notEligible?: boolean;
  /** The unit's quota that sending it up takes a place of; null where none is set, undefined where none is needed. */
  readonly quota?: { readonly id: string; readonly cap: number; readonly used: number } | null;
  readonly approvals: readonly { readonly step: string; readonly person: string; readonly onBehalfOf?: string }[];
  /** Steps of the deciding stage whose approver may take the unit's decision as well (procedure data, default none). */
  readonly combinable?: readonly string[];
  readonly holds: readonly string[];
  readonly releasedAt: string | null;
  /** Its dossier has another revision than the one that this document was signed for. */
  readonly changedSinceSigned: boolean;
  /** Another open document that lists it. */
  readonly otherDocument: string | null;
  /** The document that commended it. */
  readonly grantedBy?: string | null;
  /** What the award gives on the day; null or nothing is "not set". */
  readonly money?: Money | null;
}

/** Everything that one deed on a document may depend on. */
export interface DocumentWorld {
  readonly at: string;
  readonly actor: Extract<Actor, { kind: 'person' }>;
  readonly visible: boolean;
  /** Signed in again within the last minutes (`POST /api/session/confirm`). */
  readonly elevated: boolean;
  readonly document: DecisionDocument;
  readonly items: readonly DocumentItem[];
  /** Next of the sequence of this body, kind and year. */
  readonly nextNumber: number;
  /** The number that was shown to whoever issues, where one was. */
  readonly shownNumber?: number;
}

/** An award that an issued document hands out. */
export interface Grant {
  readonly nomination: string;
  readonly award: string;
  readonly subject: { readonly type: 'person' | 'unit'; readonly id: string };
  readonly level: UnitLevel;
  readonly year: number;
  readonly occasion: Occasion;
  readonly theme?: string;
  readonly money?: Money;
}

interface Listing {
  readonly body: string;
  readonly kind: DocumentKind;
  readonly capacity: Capacity;
  readonly items: readonly string[];
  readonly corrects?: string;
  readonly annuls?: string;
  readonly grounds?: AnnulmentGrounds;
}

/** What happened to a document. The first fact of a chain says what the document was. */
export type DocumentFact =
  | ({ readonly type: 'DocumentSigned'; readonly signer: string } & Listing)
  | {
      readonly type: 'DocumentIssued';
      readonly number: number;
      readonly year: number;
      readonly date: string;
      readonly items: readonly string[];
      readonly grants: readonly Grant[];
    }
  | ({ readonly type: 'DocumentDiscarded' } & Listing);

/** A yes: what happened to the document, and the document after it. */
export interface DocumentDecision {
  readonly type: 'Sign' | 'Issue' | 'Discard';
  readonly from: DocumentState;
  readonly to: DocumentState;
  readonly facts: readonly DocumentFact[];
  readonly next: DecisionDocument;
  /** Signing is the deciding unit's approval of every listed nomination. */
  readonly newApprovals: readonly { readonly nomination: string; readonly step: string }[];
  /** Discarding a signed document voids the approvals of its signature. */
  readonly voidedApprovals: readonly { readonly nomination: string; readonly step: string; readonly person: string }[];
  readonly notices: readonly Notice[];
}

export type DocumentVerdict = DocumentDecision | Refusal;

/** What one listed nomination has against a deed; all of them stand in `data.items` of the refusal. */
export interface ItemRefusal {
  readonly nomination: string;
  readonly code: string;
  readonly refused: RefusalCode;
  readonly observed?: string;
}

/** The document after one fact of its chain. */
export function evolveDocument(document: DecisionDocument | null, fact: DocumentFact): DecisionDocument {
  switch (fact.type) {
    case 'DocumentSigned':
      return { ...listed(fact), state: 'signed', signer: fact.signer };
    case 'DocumentDiscarded':
      return { ...listed(fact), state: 'discarded', signer: document?.signer ?? null };
    case 'DocumentIssued':
      if (!document) throw new Error('issued before it was signed');
      return { ...document, state: 'issued', number: fact.number, year: fact.year, date: fact.date };
  }
}

function listed({ body, kind, capacity, items, corrects, annuls, grounds }: Listing): DecisionDocument {
  const blank = { signer: null, number: null, year: null, date: null };
  return {
    state: 'draft',
    body,
    kind,
    capacity,
    items,
    ...(corrects ? { corrects } : {}),
    ...(annuls ? { annuls } : {}),
    ...(grounds ? { grounds } : {}),
    ...blank,
  };
}

/**
 * Number and symbol of a document, `05/QĐ-TLĐ`: Arabic digits, two below ten, a slash before the symbol and a hyphen
 * inside it (Decree 30/2020, Annex I).
 */
export function formatNumber(number: number, kind: DocumentKind, symbol: string): string {
  return `${String(number).padStart(2, '0')}/${kind}-${symbol}`;
}
