/** The Ombudsman's file holds no way back to the reporter, and shows every change made to it. */
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { checkFile, withFileHash } from '../../../../functions/domain/complaint/ombudsman-file.ts';
import { hashCanonical } from '../../../../functions/domain/kernel/canonical.ts';
import { ambon, ambonPolicy } from '../../../support/ambon.ts';
import { filed, steps, story } from '../../../support/complaints.ts';

const told = story(filed('2026-03-13 10:00', { phoneMac: 'mac-of-the-phone' }), steps.answered('2026-03-16 10:00'));
const { reporterSecretHash, phoneMac, ...complaint } = told.complaint;
const contents: Parameters<typeof withFileHash>[0] = {
  format: 'tanggap-ombudsman-file',
  formatVersion: 1,
  generatedAt: '2026-07-01T00:00:00.000Z',
  city: 'Kota Ambon',
  zone: 'Asia/Jayapura',
  names: { service: null, agency: 'Dinas Perhubungan' },
  complaint,
  events: told.events,
  texts: told.texts,
  accesses: [{ at: '2026-03-17T00:00:00.000Z', role: 'coordinator', reason: 'perlu ditelepon' }],
  policy: ambonPolicy,
  calendar: ambon.calendar,
};
const file = withFileHash(contents);

test('a file as it was made is whole', () => {
  expect(file.fileHash).toMatch(/^[\w-]{43}$|^[0-9a-f]{64}$/);
  expect(checkFile(JSON.parse(JSON.stringify(file)))).toEqual({ valid: true });
});

test('holds no way back to the reporter, and nothing of the complaint that this release does not know', () => {
  const whole = { ...told.complaint, nickname: 'Ibu A' };
  const made = withFileHash({ ...contents, complaint: whole });
  expect([phoneMac, reporterSecretHash]).toEqual([expect.any(String), expect.any(String)]);
  expect(made.complaint).toEqual(complaint);
});

test('a member that this release does not know is part of the file and of its hash', () => {
  const added = { ...file, pages: 3, names: { ...file.names, area: 'Batu Merah' } };
  expect(checkFile(added)).toMatchObject({ valid: false, version: 0 });
  const { fileHash: _, ...rest } = added;
  expect(checkFile({ ...rest, fileHash: hashCanonical(rest) })).toEqual({ valid: true });
});

test('another kind of file is none', () => {
  expect(() => checkFile({ ...file, format: 'other' })).toThrow(z.ZodError);
  expect(() => checkFile({ ...file, events: undefined })).toThrow(z.ZodError);
});

describe('a change after it was made', () => {
  const changes: [string, object][] = [
    ['of the city', { city: 'Kota Tual' }],
    ['of the complaint', { complaint: { ...complaint, track: 'inspection' } }],
    ['of the looks at the identity', { accesses: [] }],
    ['of the calendar', { calendar: ambon.calendar.slice(1) }],
    ['of the hash itself', { fileHash: 'x' }],
  ];
  test.each(changes)('%s is found', (_, change) => {
    expect(checkFile({ ...file, ...change })).toEqual({
      valid: false,
      version: 0,
      problem: 'the file was changed after it was made',
    });
  });
});

describe('a file that was hashed anew', () => {
  test('shows an event of another complaint, and its version', () => {
    const events = told.events.map((e, i) => (i === 2 ? { ...e, complaintId: 'AMB-2222222' } : e));
    expect(checkFile(withFileHash({ ...contents, events }))).toEqual({
      valid: false,
      version: 3,
      problem: 'belongs to another complaint',
    });
  });

  test('shows a text of another complaint', () => {
    const texts = told.texts.map((t) => ({ ...t, complaintId: 'AMB-2222222' }));
    expect(checkFile(withFileHash({ ...contents, texts }))).toMatchObject({
      valid: false,
      version: 1,
      problem: 'belongs to another complaint',
    });
  });

  test('shows an event left out, by the chain and by the head', () => {
    expect(checkFile(withFileHash({ ...contents, events: told.events.slice(0, -1) }))).toEqual({
      valid: false,
      version: 3,
      problem: 'the newest event is missing',
    });
    const texts = told.texts.map((t) => ({ ...t, text: { description: 'lain' } }));
    expect(checkFile(withFileHash({ ...contents, texts }))).toMatchObject({ problem: 'its text was changed' });
  });
});
