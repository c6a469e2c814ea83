/** What single actions leave in the complaint, played through the lifecycle table. */
import { expect, test } from 'vitest';
import { agencyId, filed, steps, story, type Step } from '../../../support/complaints.ts';

const day = '2026-03-16 10:00';
const at = '2026-03-16T01:00:00.000Z';
const after = (more: readonly Step[], over: Parameters<typeof filed>[1] = {}) =>
  story(filed('2026-03-13 10:00', over), more).complaint;
const returned: Step[] = [
  ...steps.forwarded(day),
  [day, 'return', 'owner', { text: 'Bukan kami.' }],
  [day, 'reroute', 'coordinator', { agencyId: 'dinas-pupr' }],
  [day, 'return', 'owner', { text: 'Bukan kami.' }],
];

test('verify makes public what the system has forwarded', () => {
  const forwarded: Step[] = [['2026-03-13 10:00', 'forward', 'system']];
  expect(after(forwarded, { autoForwardTo: agencyId })).not.toHaveProperty('verifiedAt');
  const verified = after([...forwarded, [day, 'verify', 'coordinator']], { autoForwardTo: agencyId });
  expect(verified).toMatchObject({ state: 'FORWARDED', verifiedAt: at, agencyId });
});

test('answer keeps when it was answered', () => {
  expect(after(steps.answered(day))).toMatchObject({ state: 'ANSWERED', answeredAt: at });
});

test('restore takes away when and why it was archived', () => {
  const archived: Step[] = [[day, 'archive', 'coordinator', { reasonCode: 'spam' }]];
  expect(after(archived)).toMatchObject({ state: 'ARCHIVED', closedAt: at, reasonCode: 'spam' });
  const restored = after([...archived, [day, 'restore', 'coordinator']]);
  expect(restored.state).toBe('RECEIVED');
  for (const gone of ['closedAt', 'reasonCode']) expect(restored).not.toHaveProperty(gone);
});

test('restrict raises privacy, and only raises it', () => {
  expect(after([[day, 'restrict', 'staff', { confidential: true }]])).toMatchObject({ confidential: true });
  expect(() => after([[day, 'restrict', 'staff', { confidential: false }]])).toThrow('staff may only raise privacy');
});

test('reachable takes the mark away that unreachable has set', () => {
  const marked: Step[] = [[day, 'unreachable', 'system']];
  expect(after(marked)).toMatchObject({ unreachableAt: at });
  expect(after([...marked, [day, 'reachable', 'system']])).not.toHaveProperty('unreachableAt');
});

test('assign by an arbiter settles whose it is', () => {
  const twice: Step[] = [...returned, [day, 'reroute', 'coordinator', { agencyId }]];
  const settle = (path: Step[]) => after([...path, [day, 'assign', 'arbiter', { agencyId: 'bpbd' }]]);
  const path: Step[] = [...twice, [day, 'return', 'owner', { text: 'Bukan kami.' }]];
  expect(settle(path)).toMatchObject({ state: 'FORWARDED', agencyId: 'bpbd', settled: true });
});
