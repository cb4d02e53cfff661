export { addCouncilMember, endCouncil, endCouncilMember, openCouncil } from './councils.js';
export { setCurrentItem } from './focus.js';
export { addToAgenda, listSittings } from './to-agenda.js';
export { planSitting, setAgenda, setAttendance, type ByOfficer } from './sittings.js';
export { councilView, councilWaiting, listCouncils, sittingView } from './views.js';
