/** Rounds a complaint's place for the public. Everything that the public may ask is computed from this point alone (ADR 025). */
import type { Complaint } from './complaint.ts';

type Point = { lat?: number | undefined; long?: number | undefined };

/** Rounds degrees to a number of decimals. The sum turns -0 into 0. */
const rounded = (degrees: number, decimals: number): number =>
  Math.round(degrees * 10 ** decimals) / 10 ** decimals + 0;

/** Returns the point of the cell in which a position lies, to three decimals (111 m from north to south); undefined without a position. */
export const roundedPoint = ({ lat, long }: Point): { lat: number; long: number } | undefined =>
  lat === undefined || long === undefined ? undefined : { lat: rounded(lat, 3), long: rounded(long, 3) };

/** Returns the members of a new complaint that hold its place: the position to 0.1 m, which no phone knows better, and its cell. */
export function placeOf({ lat, long }: Point): Pick<Complaint, 'lat' | 'long' | 'cell'> {
  if (lat === undefined || long === undefined) return {};
  // Rounding twice could move a position over the border of its cell.
  return { lat: rounded(lat, 6), long: rounded(long, 6), ...cellOf({ lat, long }) };
}

/** Returns the cell of a complaint as it is stored; one of a release before there were cells gets its own. */
export function cellOf(c: Pick<Complaint, 'cell' | 'lat' | 'long'>): Pick<Complaint, 'cell'> {
  const point = publicPointOf(c);
  return point ? { cell: [point.lat, point.long] } : {};
}

/** Returns the public point of a complaint. */
export const publicPointOf = ({ cell, ...c }: Pick<Complaint, 'cell' | 'lat' | 'long'>) =>
  cell ? { lat: cell[0], long: cell[1] } : roundedPoint(c);
