export { closeSelection, openSelection, orderSelection } from './selections.js';
export { selectionView } from './views.js';
