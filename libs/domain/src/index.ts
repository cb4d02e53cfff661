export * from './vocabulary.js';
export * from './criteria/index.js';
export * from './calendar/index.js';
export * from './awards/index.js';
export * from './procedure/definition.js';
export { standardProcedure } from './procedure/standard.js';
export { councilProcedure, procedureTemplates, quotaProcedure } from './procedure/templates.js';
export { check } from './procedure/check.js';
export { seatsNamed } from './procedure/lapses.js';
export type { HeldSeat } from './procedure/lapses.js';
export type { LevelStaff, ProcedureProblem, ProcedureProblemCode, Staff } from './procedure/check.js';
export { compile, machineEvents, shapeKey, shapeOf, stateOf, valueOf } from './procedure/compile.js';
export type { MachineEvent, MachineValue, NominationMachine, Shape } from './procedure/compile.js';
export { chart, nextState, waitingStates } from './procedure/transition.js';
export type { Chart } from './procedure/transition.js';
export { chartOf } from './procedure/statechart.js';
export type { ChartEdge, ChartState, StateChart } from './procedure/statechart.js';
export { passageOf } from './nomination/passage.js';
export type { Passage, Visit } from './nomination/passage.js';
export { daysSpent, statusesOf, targetDays } from './nomination/progress.js';
export { routeOf } from './organisation/route.js';
export type { Route, Routing } from './organisation/route.js';
export { below, fitsUnder, pathOf, treeFault, treeOn } from './organisation/tree.js';
export type { Tree, UnitVersion } from './organisation/tree.js';
export { faultOnDays, reorganisationRefusal, reorganised, unplanned } from './organisation/reorganise.js';
export { ended, renamed } from './organisation/history.js';
export type { Reorganisation, UnitDeed } from './organisation/reorganise.js';
export { rerouting, staysAsIs } from './nomination/rerouting.js';
export { newStages } from './nomination/new-way.js';
export type { NewWay, Rerouting } from './nomination/rerouting.js';
export type { MovedStep } from './nomination/moved-steps.js';
export { migration } from './nomination/migration.js';
export type { Migration } from './nomination/migration.js';
export { checkStepMap, sameSteps } from './procedure/step-map.js';
export type { MappedStep, StepMap, StepMapProblem } from './procedure/step-map.js';
export { authorise } from './authority/authorise.js';
export type { Allowed } from './authority/authorise.js';
export { isFor } from './authority/acting.js';
export { awardsOf, lendingRefusal } from './authority/delegation.js';
export type { Lending } from './authority/delegation.js';
export type { RuleId } from './authority/rules.js';
export { barredBy } from './authority/separation.js';
export type { ApprovalInputs, BallotTotals, FactType, NominationFact, Stopped } from './nomination/facts.js';
export type {
  BallotResult,
  Context,
  Deadline,
  HeldDeadline,
  Nomination,
  Pin,
  RouteStage,
  Skipped,
  Undo,
} from './nomination/nomination.js';
export { seenOf } from './nomination/commands.js';
export type { Command, Seen } from './nomination/commands.js';
export type {
  DraftOverride,
  OverriddenDraft,
  Actor,
  Approval,
  Decision,
  DossierFile,
  LapseFirst,
  Notice,
  PathUnit,
  Proposal,
  Refusal,
  Seat,
  TypedText,
  Verdict,
  World,
} from './nomination/world.js';
export { bulkRefusal, bulkSteps } from './nomination/bulk.js';
export { decide, SHORTEST_REASON } from './nomination/decide.js';
export { evolve, fold } from './nomination/evolve.js';
export type { FoldedEntry } from './nomination/evolve.js';
export { evaluateWorld, inputsUnder, worldUnder } from './nomination/evaluation.js';
export type { Evaluated } from './nomination/evaluation.js';
export { nextAfterRecommend, openCommands } from './nomination/open-commands.js';
export type { NextStep, OpenCommand } from './nomination/open-commands.js';
export { stepOf, unitOf } from './nomination/clocks.js';
export { movedTerm } from './nomination/reclocking.js';
export { complaintTerm, hearingUnit, isComplainable, openComplaint } from './nomination/hearing.js';
export { holdsPlace } from './nomination/places.js';
export { deadlineNear, noticesOf, rolesOf, seatAt } from './nomination/notices.js';
export { whoIsTold } from './nomination/who-is-told.js';
export { isDecision, isLapseFirst, isOverriddenDraft, isRefusal, procedureAfter } from './nomination/verdict.js';
export * from './document/document.js';
export {
  annullable,
  annulmentRefusal,
  composeRefusal,
  correctionRefusal,
  decideDiscard,
  decideIssue,
  decideSign,
  decisionStep,
  documentToSign,
} from './document/decide.js';
export * from './document/annulment.js';
export { lineProblems } from './document/lines.js';
export * from './council/index.js';
export * from './selection/rank.js';
export * from './money/amount.js';
export { filingUnits, PAPER_ITEM, requiredOf } from './nomination/paper.js';
export * from './nomination/simplified.js';
