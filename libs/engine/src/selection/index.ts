export { decideTie, moveInSelection } from './by-hand.js';
export { listSelections } from './list.js';
export { closeSelection, openSelection, orderSelection } from './selections.js';
export { selectionView } from './views.js';
