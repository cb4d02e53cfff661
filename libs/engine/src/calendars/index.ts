export { proposeCalendar, publishCalendar } from './calendars.js';
export { calendarProposal, calendarsView, checkedCalendar, proposalPlan } from './views.js';
