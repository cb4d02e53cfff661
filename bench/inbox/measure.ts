/** To be written. */
export async function inboxBench(_quick: boolean): Promise<object> {
  return Promise.resolve({});
}
