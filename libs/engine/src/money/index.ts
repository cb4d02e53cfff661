export { continueNumbers } from './numbers.js';
export { moneyRates, setMoneyRate } from './rates.js';
