/** An officer's session in an encrypted cookie: how long it lives, and what does not open. */
import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formToken,
  isFormToken,
  encryptCookie,
  sessionKeys,
  decryptCookie,
} from '../../../functions/pages/shell/session/cookie-cipher.ts';
import { localPath } from '../../../functions/pages/shell/session/local-path.ts';
import {
  maxCookieBytes,
  newSession,
  openSession,
  encryptSession,
  secondsOf,
  seenNow,
  type Session,
} from '../../../functions/pages/shell/session/session.ts';
import type { StaffMe } from '../../../functions/http/views/staff-me-schema.ts';

const keys = sessionKeys('one secret of the city');
const me: StaffMe = {
  subject: 'sub-liaison',
  name: 'Petugas',
  role: 'liaison',
  office: 'liaison',
  agencies: [{ id: 'dinas-pupr', name: 'Dinas PUPR' }],
  coordinatorAgencyId: 'dinas-kominfo',
};
const nine = new Date('2026-03-17T00:00:00Z');
const later = (minutes: number): Date => new Date(nine.getTime() + minutes * 60_000);
const day = secondsOf(later(24 * 60));

const begin = (over: Partial<{ token: string; me: StaffMe; tokenEndsAt: number }> = {}): Session =>
  newSession({ token: 'token', me, tokenEndsAt: day, ...over }, nine, randomBytes);
const opened = (session: Session, now: Date) => openSession(keys, encryptSession(keys, session, randomBytes), now);

describe('a session', () => {
  test('is over after 30 minutes without a page, and lives on while pages are opened', () => {
    const session = begin();
    expect(opened(session, later(29))).toEqual(session);
    expect(opened(session, later(30))).toBeUndefined();
    const seen = seenNow(session, later(29))!;
    expect(opened(seen, later(58))).toEqual(seen);
    expect(opened(seen, later(59))).toBeUndefined();
  });

  test('is over 12 hours after signing in, however busy', () => {
    let session = begin();
    let minutes = 0;
    for (; opened(session, later(minutes)); minutes += 10) session = seenNow(session, later(minutes)) ?? session;
    expect(minutes).toBe(12 * 60);
  });

  test('never outlives its token', () => {
    const session = begin({ tokenEndsAt: secondsOf(later(20)) });
    expect(opened(session, later(19))).toEqual(session);
    expect(opened(session, later(20))).toBeUndefined();
  });

  test('is written again once a minute at most', () => {
    expect(seenNow(begin(), new Date(nine.getTime() + 59_000))).toBeUndefined();
    expect(seenNow(begin(), later(1))?.seenAt).toBe(secondsOf(later(1)));
  });

  test('has a ticket of its own at each sign-in, and so a hidden field of its own', () => {
    const [one, two] = [begin(), begin()];
    expect(one.ticket).not.toBe(two.ticket);
    const field = formToken(keys, one.ticket);
    expect(isFormToken(keys, one.ticket, field)).toBe(true);
    for (const wrong of ['', 'x', formToken(keys, two.ticket), formToken(sessionKeys('another'), one.ticket)])
      expect(isFormToken(keys, one.ticket, wrong)).toBe(false);
  });

  test('does not open when a byte of it is changed, cut or added', () => {
    const bytes = Buffer.from(encryptSession(keys, begin(), randomBytes), 'base64url');
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(bytes);
        changed[at] = changed[at]! ^ change;
        expect(openSession(keys, changed.toString('base64url'), nine)).toBeUndefined();
      }),
    );
    for (const length of [0, 1, 28, 29, bytes.length - 1])
      expect(openSession(keys, bytes.subarray(0, length).toString('base64url'), nine)).toBeUndefined();
    expect(openSession(keys, Buffer.concat([bytes, Buffer.of(0)]).toString('base64url'), nine)).toBeUndefined();
  });

  test('outlives a change of key: its cookie and its forms are taken under the key before', () => {
    const session = begin();
    const encrypted = encryptSession(keys, session, randomBytes);
    const both = sessionKeys('the next secret', 'one secret of the city');
    expect(openSession(both, encrypted, nine)).toEqual(session);
    expect(isFormToken(both, session.ticket, formToken(keys, session.ticket))).toBe(true);
    const renewed = encryptSession(both, session, randomBytes);
    expect(openSession(keys, renewed, nine)).toBeUndefined();
    expect(openSession(sessionKeys('the next secret'), renewed, nine)).toEqual(session);
  });

  test('does not open under another key, or as something else that we encrypted', () => {
    const encrypted = encryptSession(keys, begin(), randomBytes);
    expect(openSession(sessionKeys('the next secret'), encrypted, nine)).toBeUndefined();
    expect(decryptCookie(keys, 'sign-in', encrypted)).toBeUndefined();
    expect(
      openSession(keys, encryptCookie(keys, 'session', { token: 'of an older shape' }, randomBytes), nine),
    ).toBeUndefined();
  });

  test.each([
    ['a Cognito token and one agency', 1_200, 1],
    ['a Cognito token and forty agencies', 1_200, 40],
    ['a large token of another issuer', 2_400, 3],
  ])('fits a cookie with %s', (_, tokenLength, count) => {
    // A token is base64 of what cannot be packed: worse than a real one, whose claims can.
    const token = randomBytes(Math.ceil((tokenLength * 3) / 4)).toString('base64url');
    const agencies = Array.from({ length: count }, (__, i) => ({
      id: `dinas-perhubungan-dan-lainnya-${i}`,
      name: `Dinas Perhubungan dan Lain-lainnya Kota Ambon ${i}`,
    }));
    expect(encryptSession(keys, begin({ token, me: { ...me, agencies } }), randomBytes).length).toBeLessThan(
      maxCookieBytes,
    );
  });
});

test.each([
  ['/petugas', '/petugas'],
  ['/petugas?antrean=baru&lanjut=x%2By', '/petugas?antrean=baru&lanjut=x%2By'],
  ['/petugas/laporan/AMB-7K3Q9CX', '/petugas/laporan/AMB-7K3Q9CX'],
  ['/kelola/officers', '/kelola/officers'],
  ['https://jahat.example/petugas', '/petugas'],
  ['//jahat.example/petugas', '/petugas'],
  ['/\\jahat.example', '/petugas'],
  ['/petugas/../..//jahat.example', '/petugas'],
  ['/petugas/..//jahat.example', '/petugas'],
  ['/petugas@jahat.example', '/petugas'],
  ['/petugasx', '/petugas'],
  ['/petugas/masuk?ke=/petugas', '/petugas'],
  ['/petugas/x/../masuk', '/petugas'],
  ['/petugas/\t/jahat', '/petugas'],
  ['javascript:alert(1)', '/petugas'],
  ['', '/petugas'],
  [undefined, '/petugas'],
])('after signing in, %j leads to %s', (wanted, path) => {
  expect(localPath(wanted)).toBe(path);
});
