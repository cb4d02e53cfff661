import type { DeclaredFacts } from '#contract';

export interface Content {
  facts: DeclaredFacts;
  statement: string;
}

/**
 * What this tab typed on top of what somebody else saved meanwhile: each fact, and the account, as it was changed here, and as the other one
 * left it where it was not. `overwritten` is the other account of achievements where both were changed.
 */
export function merge(base: Content, mine: Content, theirs: Content): { content: Content; overwritten: string | null } {
  const names = new Set([...Object.keys(mine.facts), ...Object.keys(theirs.facts), ...Object.keys(base.facts)]);
  const facts: DeclaredFacts = {};
  for (const name of names) {
    const changed = JSON.stringify(mine.facts[name]) !== JSON.stringify(base.facts[name]);
    const fact = (changed ? mine : theirs).facts[name];
    if (fact !== undefined) facts[name] = fact;
  }
  const typed = mine.statement !== base.statement;
  const both = typed && theirs.statement !== base.statement && theirs.statement !== mine.statement;
  return {
    content: { facts, statement: typed ? mine.statement : theirs.statement },
    overwritten: both ? theirs.statement : null,
  };
}
