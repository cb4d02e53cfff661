export type { ListField } from './fields.js';
export type { JudgedRow } from './judge.js';
export {
  dropNomineeList,
  judgedList,
  nomineeFields,
  nomineeList,
  nomineeRows,
  setNomineeColumns,
  startNomineeList,
  type Judged,
} from './lists.js';
export { makeNomineeDrafts } from './make.js';
export { rowWords } from './words.js';
