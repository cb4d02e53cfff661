export { nominationStatechart } from './statechart.js';
