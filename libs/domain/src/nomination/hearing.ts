import { COMPLAINT_TERM, type ComplaintTerm, type Procedure } from '../procedure/definition.js';
import { complainable, type Complainable, type State } from '../vocabulary.js';
import type { Complaint, Context, Nomination } from './nomination.js';

/** The complaint that is not concluded; undefined without one. */
export function openComplaint({ complaints = [] }: Pick<Context, 'complaints'>): Complaint | undefined {
  return complaints.find((c) => c.founded === undefined);
}

/** The unit that hears the open complaint: when its time has run out and the procedure escalates, the deciding unit. */
export function hearingUnit({ context, state }: Pick<Nomination, 'context' | 'state'>): string | undefined {
  const open = openComplaint(context);
  const { lapsed, route } = context;
  const escalated = open && lapsed?.step === state && lapsed.action.do === 'escalate';
  return escalated ? (route.at(-1)?.unit ?? open.unit) : open?.unit;
}

/** True for an outcome that refuses. */
export function isComplainable(state: State): state is Complainable {
  return (complainable as readonly string[]).includes(state);
}

/** Terms of complaints: data of the procedure, or the default. */
export function complaintTerm({ complaint }: Procedure): ComplaintTerm {
  return complaint ?? COMPLAINT_TERM;
}
