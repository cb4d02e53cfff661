let offset = 0;

/** Legal time of the system may differ from the clock of this computer (sample and test mode). */
export function setLegalNow(now: string): void {
  offset = Date.parse(now) - Date.now();
}

export const legalNow = (): Date => new Date(Date.now() + offset);

/** Milliseconds left on this computer until a legal instant. */
export const msUntil = (at: string): number => Date.parse(at) - legalNow().getTime();
