import { expect, test } from 'vitest';
import { findComplaint } from '../../../functions/access/find-complaint.ts';
import { filed } from '../../support/complaints.ts';

const { complaint } = filed('2026-03-13 10:00');

test('a complaint is found by its id as people write it; a text that is no id is not looked for', async () => {
  const asked: unknown[] = [];
  const reader = { get: async (id: string) => (asked.push(id), id === complaint.id ? complaint : undefined) };
  expect(await findComplaint(reader, complaint.id.toLowerCase())).toBe(complaint);
  expect(await findComplaint(reader, 'AMB-7K3Q9C6')).toBeUndefined();
  expect(await findComplaint(reader, '')).toBeUndefined();
  expect(asked).toEqual([complaint.id]);
});
