import type { ActKind, BallotTotals, Command, Pin, StepMap } from '#domain';

/** An item of an act as its row holds it: what the act is about, and what concerns this nomination alone. */
export interface ActItem {
  readonly kind: ActKind;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the act of a migration is about: from which version to which, and where steps go. */
export interface MigrationPayload {
  readonly migration: string;
  readonly from: Pin;
  readonly procedure: Pin;
  readonly steps: StepMap;
}

/** The command that an item of an act gives on its nomination (model.md 8). */
export function actCommand(act: string, { kind, payload, data }: ActItem): Command {
  switch (kind) {
    case 'issue':
      return { type: 'Commended', document: payload['document'] as string, act };
    case 'annulment':
      return { type: 'Annulled', document: payload['document'] as string, act };
    case 'letter':
      return { type: 'SentUp', document: payload['document'] as string, person: payload['signer'] as string, act };
    case 'ballot':
      return {
        type: 'BallotClosed',
        ballot: payload['ballot'] as string,
        act,
        passed: data['passed'] === true,
        totals: data['totals'] as BallotTotals,
      };
    case 'hold':
      return {
        type: payload['released'] === true ? 'SubjectReleased' : 'SubjectHeld',
        hold: payload['hold'] as string,
        act,
      };
    case 'calendar':
      return {
        type: 'Reclocked',
        act,
        calendar: payload['calendar'] as string,
        terms: data['terms'] as Extract<Command, { type: 'Reclocked' }>['terms'],
      };
    case 'rerouting':
      return { type: 'Rerouted', act, way: data['way'] as Extract<Command, { type: 'Rerouted' }>['way'] };
    case 'migration': {
      const { from, procedure, steps } = payload as unknown as MigrationPayload;
      return { type: 'Migrated', act, from, procedure, map: steps };
    }
    case 'selection':
      return data['selected'] === true
        ? { type: 'Selected', act, rank: data['rank'] as number, quota: payload['quota'] as string }
        : { type: 'NotSelected', act, rank: data['rank'] as number };
  }
}
