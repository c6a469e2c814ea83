/** An officer's page of a complaint, over the API's own answers: what is passed on, and what comes of a refusal. */
import { describe, expect, test } from 'vitest';
import { ApiUnavailable, type CityApi } from '../../../functions/pages/ports.ts';
import { action } from '../../../functions/domain/complaint/lifecycle.ts';
import { staffActions } from '../../../functions/follow-up/action-schemas.ts';
import { readComplaint } from '../../../functions/follow-up/read-complaint.ts';
import { readMe } from '../../../functions/follow-up/read-me.ts';
import { en } from '../../../functions/pages/words/en/citizen.ts';
import { id } from '../../../functions/pages/words/id/citizen.ts';
import { cityHall } from '../../support/city-hall.ts';
import { filed, steps, type Step } from '../../support/complaints.ts';
import { browser, fakeApi, signedIn, type Answers } from '../../support/browser/pages.ts';
import { officers } from '../../support/staff.ts';

const trackingId = 'AMB-7K3Q9C5';
const api = `/v1/staff/complaints/${trackingId}`;
const page = `/petugas/laporan/${trackingId}`;
const now = '2026-03-16T03:00:00Z';

/** What the API answers this officer of a complaint with this life, and a signed-in browser that is shown it. */
async function desk(who: keyof typeof officers, more: readonly Step[], answers: Answers = {}) {
  const hall = cityHall('2026-03-16 12:00');
  await hall.keep(filed('2026-03-16 09:00'), more);
  const { subject } = officers[who];
  const [complaint, me] = await Promise.all([readComplaint(hall)({ subject, trackingId }), readMe(hall)({ subject })]);
  const fake = fakeApi({ [`GET ${api}`]: complaint, 'GET /v1/agencies': { agencies: [] }, ...answers });
  const { cookies, csrf } = signedIn(me, { now });
  const ask = browser(fake, { now });
  return {
    asked: fake.asked,
    complaint,
    show: (query = '') => ask('GET /petugas/laporan/{trackingId}', `${page}${query}`, { cookies }),
    send: (name: string, form: Record<string, string>) =>
      ask('POST /petugas/laporan/{trackingId}/{action}', `${page}/${name}`, { cookies, form: { csrf, ...form } }),
  };
}

const refused = (status: number, errors: { field: string; message: string }[] = []) => ({
  refused: { status, problem: { code: 'code', detail: 'detail', errors } },
});
const forwarded = steps.forwarded('2026-03-16 10:00');
const textarea = (html: string, name: string): string | undefined =>
  new RegExp(`<textarea id="${name}"[^>]*>\\n?([^<]*)</textarea>`).exec(html)?.[1];

describe('the page', () => {
  test('has a form for exactly what the API offers', async () => {
    for (const who of ['liaison', 'coordinator', 'mayor', 'auditor'] as const) {
      const { show, complaint } = await desk(who, forwarded);
      const { html } = await show();
      const forms = [...html.matchAll(new RegExp(`action="${page}/([a-z]+)"`, 'g'))].map(([, name]) => name);
      const wanted: string[] = complaint.actions.map((one) => one.action);
      if (complaint.mayAttach) wanted.push('foto');
      if (complaint.mayLookAtIdentity) wanted.push('identitas');
      expect({ who, forms: new Set(forms) }).toEqual({ who, forms: new Set(wanted) });
      expect(forms).toHaveLength(wanted.length);
    }
  });

  test('comes without the hint of duplicates when that does not come', async () => {
    const { show } = await desk('liaison', forwarded, { [`GET ${api}/duplicates`]: new ApiUnavailable('no answer') });
    const { status, html } = await show();
    expect([status, html.includes(id.desk.duplicates)]).toEqual([200, false]);
  });

  test('fills in a template that the address names, and no other', async () => {
    const { show } = await desk('liaison', forwarded);
    expect(textarea((await show('?jawaban=selesai-dikerjakan')).html, 'text-answer')).toContain('[tanggal]');
    expect(textarea((await show('?jawaban=tidak-ada')).html, 'text-answer')).toBe('');
  });

  test('has a word for every action, in both languages', () => {
    for (const t of [id, en]) {
      expect(Object.keys(staffActions).filter((name) => !(name in t.desk.action))).toEqual([]);
      const told = { ...t.timeline, ...t.desk.event };
      expect(action.options.filter((name) => !(name in told))).toEqual([]);
    }
  });
});

describe('an action', () => {
  test('goes to the API as it is, in the name of the officer', async () => {
    const { send, asked } = await desk('liaison', forwarded, { [`POST ${api}/actions/restrict`]: {} });
    const { status, headers } = await send('restrict', {
      versi: '2',
      'anonymous-restrict': 'ya',
      'text-restrict': 'Diminta\r\nkeluarga.',
      'text-answer': 'of another form',
    });
    expect([status, headers['location']]).toEqual([303, `${page}?terkirim=restrict`]);
    expect(asked).toEqual([
      {
        method: 'POST',
        path: `${api}/actions/restrict`,
        caller: { token: 'token of sub-liaison' },
        body: { expectedVersion: 2, anonymous: true, text: 'Diminta\nkeluarga.' },
      },
    ]);
  });

  test('that came too late is shown with what happened since, what was typed, and the version to send', async () => {
    const more: Step[] = [...forwarded, ['2026-03-16 11:00', 'note', 'staff', { text: 'Baru saja dicek.' }]];
    const { send } = await desk('liaison', more, { [`POST ${api}/actions/answer`]: refused(409) });
    const { status, html } = await send('answer', { versi: '2', 'text-answer': 'Sudah <i>rapi</i>.' });
    const alert = html.slice(html.indexOf('role="alert"'), html.indexOf('class="desk"'));
    expect(status).toBe(409);
    expect(alert).toContain('Baru saja dicek.');
    expect(alert).not.toContain('Diteruskan');
    expect(textarea(html, 'text-answer')).toBe('Sudah &lt;i>rapi&lt;/i>.');
    expect(html).toContain('name="versi" value="3"');
  });

  test('that is no longer possible leaves its words to be copied', async () => {
    const { send } = await desk('liaison', steps.answered('2026-03-16 10:00'), {
      [`POST ${api}/actions/ask`]: refused(409),
    });
    const { html } = await send('ask', { versi: '2', 'text-ask': 'Di lorong mana?' });
    expect(html).toContain('<p class="said">Di lorong mana?</p>');
    expect(textarea(html, 'text-ask')).toBeUndefined();
  });

  test('with a fault names the field and keeps the rest', async () => {
    const { send } = await desk('coordinator', [], {
      [`POST ${api}/actions/archive`]: refused(400, [{ field: 'reasonCode', message: 'Invalid option' }]),
    });
    const { status, html } = await send('archive', { versi: '1', 'text-archive': 'Kurang jelas.' });
    expect(status).toBe(400);
    expect(html).toContain('<a href="#reasonCode-archive">Pilih alasannya.</a>');
    expect(textarea(html, 'text-archive')).toBe('Kurang jelas.');
  });

  test('on a complaint that was sent on meanwhile leaves its words, and offers nothing to send', async () => {
    for (const status of [404, 409]) {
      const { send } = await desk('liaison', forwarded, {
        [`POST ${api}/actions/answer`]: refused(status),
        [`GET ${api}`]: refused(404),
      });
      const shown = await send('answer', { versi: '2', 'text-answer': 'Sudah <i>rapi</i>.' });
      expect(shown.status).toBe(404);
      expect(shown.html).toContain(id.officer.refused.givenAway);
      expect(shown.html).toMatch(/<p class="said"><b>Jawaban:<\/b> Sudah &lt;i>rapi&lt;\/i>\.<\/p>/);
      expect(shown.html).not.toContain(`>${id.officer.refused.again}<`);
    }
  });

  test.each([
    [503, new ApiUnavailable('no answer')],
    [429, refused(429)],
  ])('that is answered %i can be sent again as it was', async (status, answer) => {
    const { send } = await desk('liaison', forwarded, { [`POST ${api}/actions/answer`]: answer });
    const shown = await send('answer', { versi: '2', 'text-answer': 'Sudah rapi.' });
    expect(shown.status).toBe(status);
    expect(shown.html).toContain(`<form method="post" action="${page}/answer">`);
    expect(shown.html).toContain('<input type="hidden" name="text-answer" value="Sudah rapi."');
    expect(shown.html).toContain('<input type="hidden" name="versi" value="2"');
    expect(shown.html.match(/name="csrf"/g)).toHaveLength(2);
    expect(shown.html).toContain(id.officer.signOut);
    // A link would be a GET of what was posted to.
    expect(shown.html).not.toContain('class="language"');
  });

  test('whose reason to see the identity finds no answer keeps the reason', async () => {
    const { send } = await desk('liaison', forwarded, { [`GET ${api}/identity`]: new ApiUnavailable('no answer') });
    const { status, html } = await send('identitas', { 'reason-identitas': 'Janji tinjau' });
    expect([status, html.includes('name="reason-identitas" value="Janji tinjau"')]).toEqual([503, true]);
  });

  test('that was refused shows its ticks as they were sent', async () => {
    const { send } = await desk('liaison', forwarded, { [`POST ${api}/actions/restrict`]: refused(400) });
    const { html } = await send('restrict', { versi: '2', 'confidential-restrict': 'ya' });
    const ticked = [...html.matchAll(/<input[^>]*type="checkbox"[^>]*>/g)].filter(([tag]) => / checked/.test(tag));
    expect(ticked.map(([tag]) => /name="([^"]+)"/.exec(tag)?.[1])).toEqual(['confidential-restrict']);
  });

  test('whose name is none of the API’s asks it nothing', async () => {
    const { send, asked } = await desk('liaison', forwarded);
    expect((await send('..%2F..%2Fidentity', { versi: '2' })).status).toBe(404);
    expect(asked).toEqual([]);
  });
});

describe('verifying many', () => {
  const ids = Array.from({ length: 30 }, (_, n) => `AMB-${String(n).padStart(7, 'A')}`);

  test('asks for 25 at most, five at a time, and says of each what came of it', async () => {
    const hall = cityHall('2026-03-16 12:00');
    const me = await readMe(hall)({ subject: officers.coordinator.subject });
    let running = 0;
    let most = 0;
    const paths: string[] = [];
    const outcomes: Record<string, () => unknown> = {
      [ids[1]!]: () => refused(409),
      [ids[2]!]: () => refused(400),
      [ids[4]!]: () => refused(429),
      [ids[3]!]: () => {
        throw new ApiUnavailable('no answer');
      },
    };
    const slow: CityApi = {
      ...fakeApi({ 'GET /v1/agencies': { agencies: [{ id: 'bpbd', name: 'BPBD Ambon', kind: 'badan' }] } }),
      async post(path) {
        paths.push(path);
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 1));
        running -= 1;
        const found = outcomes[path.split('/')[4] ?? '']?.() as ReturnType<typeof refused> | undefined;
        return found ? { ok: false, ...found.refused } : { ok: true, body: { agencyId: 'bpbd' } as never };
      },
    };
    const { cookies, csrf } = signedIn(me, { now });
    const form = new URLSearchParams([['csrf', csrf], ...ids.map((one) => ['id', `${one}:1`])] as [string, string][]);
    const { html, status } = await browser(slow, { now })('POST /petugas/massal', '/petugas/massal', {
      cookies,
      form,
    });
    const rows = [...html.matchAll(/<tr><td><a[^>]*>([^<]*)<\/a><\/td><td[^>]*>([^<]*)/g)].map(([, one, words]) => [
      one,
      words,
    ]);
    expect(status).toBe(200);
    expect(paths).toHaveLength(25);
    expect(most).toBe(5);
    expect(rows.slice(0, 5)).toEqual([
      [ids[0], 'diteruskan ke BPBD Ambon'],
      [ids[1], id.desk.bulk.changed],
      [ids[2], id.desk.bulk.noOwner],
      [ids[3], id.desk.bulk.failed],
      [ids[4], id.error.tooMany],
    ]);
    expect(html).toContain(id.desk.bulk.tooMany(25));
  });
});
