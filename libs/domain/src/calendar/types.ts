/** A day in local time, `YYYY-MM-DD`. */
export type LocalDate = string;

/** A moment, RFC 3339 with a zone; what this folder returns is UTC with exactly three decimals and `Z`. */
export type Instant = string;

/** A working calendar is data: versioned, published by people, pinned by version in every deadline. */
export interface Calendar {
  readonly id: string;
  readonly version: number;
  /** UTC+7 all year: the day arithmetic relies on it. */
  readonly timeZone: 'Asia/Ho_Chi_Minh';
  /** ISO week days that are worked, 1 = Monday … 7 = Sunday. */
  readonly workingWeek: readonly number[];
  /** Days off by date, with the name of the holiday; substitute days are entered like any other. */
  readonly holidays: Readonly<Record<LocalDate, string>>;
  /** Weekly rest days worked in exchange for a day off elsewhere. */
  readonly workingDays: readonly LocalDate[];
  /** Years whose movable days the Government had not set when the data was entered. */
  readonly provisionalYears?: readonly number[];
}
