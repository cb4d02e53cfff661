import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { moneyOf, product } from './amount.js';

describe('the money of an award', () => {
  it('is a multiple of the base salary of the day of the decision (scenarios.md, case 9)', () => {
    expect(moneyOf({ multiple: '4.5', base: '2340000' })?.amount).toBe('10530000');
    expect(moneyOf({ multiple: '4.5', base: '2530000' })?.amount).toBe('11385000');
    expect(moneyOf({ multiple: '9.0', base: '2340000', factor: '2' })).toEqual({
      multiple: '9.0',
      base: '2340000',
      factor: '2',
      amount: '42120000',
    });
  });

  it('is not set, and not zero, where one of both is not known', () => {
    expect([moneyOf({ multiple: '1' }), moneyOf({ base: '2340000' }), moneyOf({})]).toEqual([null, null, null]);
    expect(moneyOf({ multiple: '0', base: '2340000' })?.amount).toBe('0');
  });

  it('is exact, whatever the digits', () => {
    expect(product(['0.1', '0.2'])).toBe('0.02');
    expect(product(['0.3', '2340000'])).toBe('702000');
    const decimal = fc.tuple(fc.bigInt(0n, 10n ** 12n), fc.nat(6));
    const text = ([n, scale]: readonly [bigint, number]) => {
      const digits = n.toString().padStart(scale + 1, '0');
      return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
    };
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const [whole = '', fraction = ''] = product([text(a), text(b)]).split('.');
        const scale = a[1] + b[1];
        expect(BigInt(whole + fraction.padEnd(scale, '0'))).toBe(a[0] * b[0]);
      }),
    );
  });

  it('never takes what is not a decimal number', () => {
    for (const wrong of ['', '1e3', '-1', '.5', '1,5', 'NaN']) expect(() => product([wrong])).toThrow('decimal');
  });
});
