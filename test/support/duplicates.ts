/** A city hall with complaints near one church: a lamp reported twice, a lamp elsewhere, a road of another agency. */
import type { Filing } from '../../functions/domain/complaint/filing.ts';
import { drawTrackingId } from '../../functions/domain/kernel/ids.ts';
import { cityHall } from './city-hall.ts';
import { filed, type Step } from './complaints.ts';

export const area = '81.71.02.1019';
export const church = { lat: -3.695, long: 128.181 };
export const lamp = { serviceCode: 'lampu-jalan', areaCode: area, ...church };
export const say = (description: string) => ({ text: { description } });
export const idOf = (n: number): string => drawTrackingId('AMB', (length) => new Uint8Array(length).fill(n));
export const [target, neighbour, road, far] = [idOf(1), idOf(2), idOf(3), idOf(4)];
export const forwarded = (agencyId: string, at = '2026-03-11 10:00'): Step[] => [
  [at, 'verify', 'coordinator', { agencyId }],
];
const lights = 'dinas-perhubungan';

/** The target and its neighbour belong to the agency of lamps. `over` changes the target. */
export async function lampsAtChurch(over: Partial<Filing> = {}) {
  const hall = cityHall('2026-03-14 10:00');
  const keep = (id: string, filing: Partial<Filing>, agencyId: string, at = '2026-03-11') =>
    hall.keep(filed(`${at} 09:00`, { id, ...filing }), forwarded(agencyId, `${at} 10:00`));
  await keep(target, { ...lamp, ...say('Lampu jalan depan gereja Maranatha padam tiga malam'), ...over }, lights);
  await keep(neighbour, { ...lamp, lat: -3.6951, ...say('lampu jln mati dpn greja maranatha') }, lights);
  await keep(
    road,
    { ...lamp, serviceCode: 'jalan-rusak', ...say('Jalan berlubang depan gereja Maranatha') },
    'dinas-pupr',
  );
  await keep(far, { ...lamp, areaCode: '81.71.01.1001', lat: -3.72, ...say('Lampu jalan padam depan masjid') }, lights);
  return { ...hall, keepLamp: keep };
}
