export { similarTitles } from './similar.js';
