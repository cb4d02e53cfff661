/** A day in local time, `YYYY-MM-DD`. */
export type LocalDate = string;

/** A moment, RFC 3339 with a zone; what this folder returns is UTC with exactly three decimals and `Z`. */
export type Instant = string;

/** A weekly rest day that is worked for a day off elsewhere. */
export interface Swap {
  readonly worked: LocalDate;
  readonly off: LocalDate;
}

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
  /** Weekly rest days that are worked; the day off for it, if any, stands among the holidays. */
  readonly workingDays: readonly LocalDate[];
  /** Exchanges that name both of their days. */
  readonly swaps?: readonly Swap[];
  /** Holidays that stand in for one that falls on a weekly rest day. */
  readonly substitutes?: readonly LocalDate[];
  /** Years whose movable days the Government had not set when the data was entered. */
  readonly provisionalYears?: readonly number[];
}

/** Days off that follow each other under one name; a single day has no `to`. */
export interface DaysOff {
  readonly from: LocalDate;
  readonly to?: LocalDate | undefined;
  readonly name: string;
  /** Days in place of a holiday that falls on a weekly rest day. */
  readonly substitute?: boolean | undefined;
}

/** A calendar as an administrator writes it; nothing in it is checked. */
export interface CalendarText {
  readonly workingWeek: readonly number[];
  readonly daysOff: readonly DaysOff[];
  readonly swaps: readonly Swap[];
  readonly workingDays: readonly LocalDate[];
  readonly provisionalYears: readonly number[];
}
