export { objectionsOf, postings } from './views.js';
