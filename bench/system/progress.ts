const began = Date.now();

/** A line of progress, with the seconds since the start; the result alone goes to standard output. */
export function progress(words: string): void {
  console.error(`${((Date.now() - began) / 1000).toFixed(1).padStart(7)} s  ${words}`);
}
