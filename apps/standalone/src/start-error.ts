/** Something the person who starts Laurel can mend. Shown without a stack, Vietnamese first. */
export class StartError extends Error {
  override readonly name = 'StartError';
  constructor(vi: string, en: string) {
    super(`${vi}\n${en}`);
  }
}
