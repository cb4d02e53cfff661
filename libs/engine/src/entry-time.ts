/** `at` of the next entry of a chain: legal time, or that of the last entry where this is later. Time never runs back. */
export function entryTime(clock: Date, last: string | null): string {
  const now = clock.toISOString();
  return last !== null && last > now ? last : now;
}
