export * from './ballot-rule.js';
