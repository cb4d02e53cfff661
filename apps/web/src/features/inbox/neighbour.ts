/**
 * The row that opens when another one leaves the list: the next below, at the end of the list the nearest above. Rows that left a moment
 * ago may still be in the list that is shown; they are passed over. Undefined when nothing else is left.
 */
export function neighbour<Row extends { readonly id: string }>(
  rows: readonly Row[],
  from: string,
  left: ReadonlySet<string>,
): Row | undefined {
  const place = rows.findIndex((r) => r.id === from);
  const stays = (r: Row): boolean => r.id !== from && !left.has(r.id);
  return rows.slice(place + 1).find(stays) ?? rows.slice(0, Math.max(0, place)).findLast(stays);
}
