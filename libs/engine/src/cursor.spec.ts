import { describe, expect, it } from '@jest/globals';
import { duePlaceOf, isUuid, wordPlaceOf } from './cursor.js';

const id = '0199c7a4-5b1e-7c3d-8f00-a1b2c3d4e5f6';
const last = { from: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

describe('a cursor', () => {
  it('names the place after the last row that was shown', () => {
    expect(duePlaceOf(`2026-11-22T01:02:03.456789Z|${id}`)).toEqual({ from: '2026-11-22T01:02:03.456789Z', id });
    expect(duePlaceOf(`infinity|${id}`)).toEqual({ from: 'infinity', id });
  });
  it.each([
    '',
    '|',
    'infinity|x',
    `x|${id}`,
    `infinity|${id}|x`,
    `2026-02-30T00:00:00.000000Z|${id}`,
    `0000-01-01T00:00:00.000000Z|${id}`,
  ])('that is none of ours lies behind the last row: %p', (cursor) => {
    expect(duePlaceOf(cursor)).toEqual(last);
  });
  it('of a list by words may hold any word', () => {
    expect(wordPlaceOf(`Ưu Ngọc | Đặng|${id}`)).toEqual({ from: 'Ưu Ngọc | Đặng', id });
    for (const other of ['', `|${id}`, 'Ưu', 'Ưu|x']) expect(wordPlaceOf(other)).toMatchObject({ id: last.id });
  });
  it.each(['-'.repeat(36), `${id} `, id.toUpperCase(), ''])('is no id: %p', (text) => {
    expect(isUuid(text)).toBe(false);
  });
});
