export type { Calendar, Instant, LocalDate } from './types.js';
export { addDays, endOfDay, localDate, startOfDay } from './days.js';
export { addWorkingDays, isWorkingDay, workingDaysBetween } from './calendar.js';
export { dueAt, remainingWorkingDays, remindAt, remindDate } from './deadlines.js';
export { VIETNAM_CALENDAR } from './vietnam.js';
