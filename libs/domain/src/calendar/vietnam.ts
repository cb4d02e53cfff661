import type { Calendar } from './types.js';

const NEW_YEAR = 'Tết Dương lịch';
const TET = 'Tết Nguyên đán';
const HUNG_KINGS = 'Giỗ Tổ Hùng Vương';
const REUNIFICATION = 'Ngày Chiến thắng';
const LABOUR = 'Ngày Quốc tế lao động';
const NATIONAL = 'Quốc khánh';
const CULTURE = 'Ngày Văn hóa Việt Nam';
const SUBSTITUTE = 'nghỉ bù';
const SWAPPED = 'nghỉ hoán đổi';

/**
 * Working calendar of state offices, Monday to Friday, 2024 to 2030. Days off: Labour Code 45/2019 Art 112;
 * 24/11 from Nghị quyết 28/2026/QH16 [secondary]; a holiday on a weekly rest day moves to the next working day
 * (Art 111(3)); swapped days as announced for each year. Outside these years only the working week is known.
 *
 * The Government sets the Tết block, the second National Day and the swaps year by year. From 2027 on they are
 * provisional here: the eve and four days of Tết with their substitutes, and the neighbour of 02/09 that is a
 * working day. An administrator enters the announced days as a new version.
 */
export const VIETNAM_CALENDAR: Calendar = {
  id: 'VN',
  version: 1,
  timeZone: 'Asia/Ho_Chi_Minh',
  workingWeek: [1, 2, 3, 4, 5],
  holidays: {
    '2024-01-01': NEW_YEAR,
    '2024-02-08': TET,
    '2024-02-09': TET,
    '2024-02-10': TET,
    '2024-02-11': TET,
    '2024-02-12': TET,
    '2024-02-13': `${TET}, ${SUBSTITUTE}`,
    '2024-02-14': `${TET}, ${SUBSTITUTE}`,
    '2024-04-18': HUNG_KINGS,
    '2024-04-29': `${SWAPPED} với 04/05`,
    '2024-04-30': REUNIFICATION,
    '2024-05-01': LABOUR,
    '2024-09-02': NATIONAL,
    '2024-09-03': NATIONAL,

    '2025-01-01': NEW_YEAR,
    '2025-01-27': TET,
    '2025-01-28': TET,
    '2025-01-29': TET,
    '2025-01-30': TET,
    '2025-01-31': TET,
    '2025-04-07': HUNG_KINGS,
    '2025-04-30': REUNIFICATION,
    '2025-05-01': LABOUR,
    '2025-05-02': `${SWAPPED} với 26/04`,
    '2025-09-01': NATIONAL,
    '2025-09-02': NATIONAL,

    '2026-01-01': NEW_YEAR,
    '2026-01-02': `${SWAPPED} với 10/01`,
    '2026-02-16': TET,
    '2026-02-17': TET,
    '2026-02-18': TET,
    '2026-02-19': TET,
    '2026-02-20': TET,
    '2026-04-26': HUNG_KINGS,
    '2026-04-27': `${HUNG_KINGS}, ${SUBSTITUTE}`,
    '2026-04-30': REUNIFICATION,
    '2026-05-01': LABOUR,
    '2026-08-31': `${SWAPPED} với 22/08`,
    '2026-09-01': NATIONAL,
    '2026-09-02': NATIONAL,
    '2026-11-24': CULTURE,

    '2027-01-01': NEW_YEAR,
    '2027-02-05': TET,
    '2027-02-06': TET,
    '2027-02-07': TET,
    '2027-02-08': TET,
    '2027-02-09': TET,
    '2027-02-10': `${TET}, ${SUBSTITUTE}`,
    '2027-02-11': `${TET}, ${SUBSTITUTE}`,
    '2027-04-16': HUNG_KINGS,
    '2027-04-30': REUNIFICATION,
    '2027-05-01': LABOUR,
    '2027-05-03': `${LABOUR}, ${SUBSTITUTE}`,
    '2027-09-02': NATIONAL,
    '2027-09-03': NATIONAL,
    '2027-11-24': CULTURE,

    '2028-01-01': NEW_YEAR,
    '2028-01-03': `${NEW_YEAR}, ${SUBSTITUTE}`,
    '2028-01-25': TET,
    '2028-01-26': TET,
    '2028-01-27': TET,
    '2028-01-28': TET,
    '2028-01-29': TET,
    '2028-01-31': `${TET}, ${SUBSTITUTE}`,
    '2028-04-04': HUNG_KINGS,
    '2028-04-30': REUNIFICATION,
    '2028-05-01': LABOUR,
    '2028-05-02': `${REUNIFICATION}, ${SUBSTITUTE}`,
    '2028-09-01': NATIONAL,
    '2028-09-02': NATIONAL,
    '2028-09-04': `${NATIONAL}, ${SUBSTITUTE}`,
    '2028-11-24': CULTURE,

    '2029-01-01': NEW_YEAR,
    '2029-02-12': TET,
    '2029-02-13': TET,
    '2029-02-14': TET,
    '2029-02-15': TET,
    '2029-02-16': TET,
    '2029-04-23': HUNG_KINGS,
    '2029-04-30': REUNIFICATION,
    '2029-05-01': LABOUR,
    '2029-09-02': NATIONAL,
    '2029-09-03': NATIONAL,
    '2029-09-04': `${NATIONAL}, ${SUBSTITUTE}`,
    '2029-11-24': CULTURE,
    '2029-11-26': `${CULTURE}, ${SUBSTITUTE}`,

    '2030-01-01': NEW_YEAR,
    '2030-02-01': TET,
    '2030-02-02': TET,
    '2030-02-03': TET,
    '2030-02-04': TET,
    '2030-02-05': TET,
    '2030-02-06': `${TET}, ${SUBSTITUTE}`,
    '2030-02-07': `${TET}, ${SUBSTITUTE}`,
    '2030-04-12': HUNG_KINGS,
    '2030-04-30': REUNIFICATION,
    '2030-05-01': LABOUR,
    '2030-09-02': NATIONAL,
    '2030-09-03': NATIONAL,
    '2030-11-24': CULTURE,
    '2030-11-25': `${CULTURE}, ${SUBSTITUTE}`,
  },
  workingDays: ['2024-05-04', '2025-04-26', '2026-01-10', '2026-08-22'],
  provisionalYears: [2027, 2028, 2029, 2030],
};
