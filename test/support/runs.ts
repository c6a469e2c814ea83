/** True in `npm run test:slow`, where the slow proofs run at their full size. */
export const slow = process.env['SLOW'] === '1';

/** How often a property is tried: `few` in `npm test`, `many` in `npm run test:slow`. */
export const runs = (few: number, many: number): number => (slow ? many : few);
