import { describe, expect, it } from '@jest/globals';
import { id } from './text.js';

describe('an id', () => {
  const lower = '0199c7a4-5b1e-7c3d-8f00-a1b2c3d4e5f6';
  it('is kept in lower case, however it was written', () => {
    expect([id.parse(lower), id.parse(lower.toUpperCase())]).toEqual([lower, lower]);
  });
  it.each(['', 'x', `${lower}0`, lower.replaceAll('-', '')])('is not %p', (text) => {
    expect(id.safeParse(text).success).toBe(false);
  });
});
