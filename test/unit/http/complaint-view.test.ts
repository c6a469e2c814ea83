/** What each viewer sees of a complaint (docs/design.md#privacy-and-authorization), and what nobody may. */
import { describe, expect, test } from 'vitest';
import { isPublic } from '../../../functions/domain/complaint/complaint.ts';
import {
  flagOf,
  publicView,
  reporterView,
  staffListItem,
  staffView,
} from '../../../functions/http/views/complaint-view.ts';
import { wit } from '../../support/ambon.ts';
import { filed, steps, story, type Step } from '../../support/complaints.ts';
import { fakeDirectory, retired } from '../../support/fakes/directory.ts';
import { ambon } from '../../support/ambon.ts';

const secrets = {
  description: 'ISI-LAPORAN',
  title: 'JUDUL',
  address: 'ALAMAT',
  landmark: 'PATOKAN',
  reference: 'RUJUKAN',
  note: 'CATATAN-DALAM',
  verify: 'CATATAN-VERIFIKASI',
  answer: 'ISI-JAWABAN',
  comment: 'ISI-KOMENTAR',
};
const { note, verify, answer, comment, ...report } = secrets;
const places = { lat: -3.6954, long: 128.1808, areaCode: '81.71.02.1019' };

const life: Step[] = [
  ['2026-03-16 09:00', 'note', 'staff', { text: note }],
  ['2026-03-16 10:00', 'verify', 'coordinator', { agencyId: 'dinas-perhubungan', text: verify }],
  [
    '2026-03-16 11:00',
    'remind',
    'system',
    { rung: { clock: 'forwarded', clockStage: 2, step: 1, of: 4, office: 'liaison' } },
  ],
  ['2026-03-16 12:00', 'restrict', 'staff', { anonymous: true, text: note }],
  ['2026-03-17 10:00', 'answer', 'owner', { text: answer }],
  ['2026-03-17 11:00', 'comment', 'reporter', { text: comment }],
];
const told = story(
  filed('2026-03-13 23:50', { serviceCode: 'lampu-jalan', phoneMac: 'MAC', text: report, ...places }),
  life,
);
const history = { events: told.events, texts: told.texts };
const directory = fakeDirectory();
const now = wit('2026-03-18 09:00');

const seen = (view: unknown): string[] =>
  Object.entries(secrets)
    .filter(([, v]) => JSON.stringify(view).includes(v))
    .map(([k]) => k);
const hiddenFromAll = ['MAC', told.complaint.reporterSecretHash];

describe('the public', () => {
  test('sees states, agency, dates and the report scrubbed, its place roughly, and no officer, no conversation', async () => {
    const view = await publicView(told.complaint, history, directory);
    const text = JSON.stringify(view);

    expect(view).toMatchObject({
      trackingId: 'AMB-7K3Q9C5',
      status: 'ANSWERED',
      statusLabel: 'Ditindaklanjuti, menunggu tanggapan',
    });
    expect(view).toMatchObject({ serviceName: 'Lampu jalan', agency: { id: 'dinas-perhubungan' } });
    expect(view.timeline.map((e) => e.action)).toEqual(['file', 'verify', 'answer']);
    expect(seen(view)).toEqual(['description', 'title']);
    expect(view.report.location).toEqual({ lat: -3.695, long: 128.181, areaCode: places.areaCode });
    expect(
      [...hiddenFromAll, 'sub-', 'app', '-3.6954', '128.1808', '"version":7'].filter((s) => text.includes(s)),
    ).toEqual([]);
    expect(Object.keys(view)).not.toContain('anonymous');
  });

  test('reads no telephone number that a reporter wrote, and nothing where the text was erased', async () => {
    const words = {
      title: 'Hubungi 0812-3456-7890',
      description: 'Mobil DE 1234 AB parkir di trotoar, NIK 8171021203450001.',
    };
    const { complaint, ...kept } = story(filed('2026-03-13 23:50', { text: words }), life);
    expect((await publicView(complaint, kept, directory)).report).toEqual({
      title: 'Hubungi [TELP]',
      description: 'Mobil [PLAT] parkir di trotoar, NIK [NIK].',
      location: { lat: null, long: null, areaCode: null },
    });
    const { report: erased } = await publicView(complaint, { ...kept, texts: [] }, directory);
    expect(erased).toMatchObject({ title: null, description: null });
  });

  test('sees no complaint that nobody has verified, nor one that is confidential', () => {
    const open = filed('2026-03-13 23:50').complaint;
    expect(isPublic(open)).toBe(false);
    expect(isPublic({ ...open, verifiedAt: open.receivedAt })).toBe(true);
    expect(isPublic({ ...open, verifiedAt: open.receivedAt, confidential: true })).toBe(false);
  });
});

describe('the reporter', () => {
  test('reads the report and the conversation, and no internal note, officer or reminder', async () => {
    const view = await reporterView(told.complaint, history, directory);
    const text = JSON.stringify(view);

    expect(seen(view)).toEqual(['description', 'title', 'address', 'landmark', 'reference', 'answer', 'comment']);
    expect(view.timeline.map((e) => e.action)).toEqual(['file', 'verify', 'restrict', 'answer', 'comment']);
    expect(view.timeline.map((e) => e.text)).toEqual([null, null, null, answer, comment]);
    expect(view).toMatchObject({
      version: 7,
      reference: 'RUJUKAN',
      report: { title: 'JUDUL', location: { ...places, address: 'ALAMAT' } },
    });
    expect([...hiddenFromAll, 'sub-'].filter((s) => text.includes(s))).toEqual([]);
  });

  test('is told of the hand-over to the Ombudsman', async () => {
    const late = story(filed('2026-03-13 23:50'), [
      ['2026-04-25 00:00', 'hand-over', 'system', { rung: { clock: 'total', clockStage: 1, step: 4, of: 4 } }],
    ]);
    const view = await reporterView(late.complaint, late, directory);
    expect(view.timeline.at(-1)).toMatchObject({ action: 'hand-over', by: 'system', text: null });
  });

  test('whose texts were erased still sees what happened', async () => {
    const view = await reporterView(told.complaint, { ...history, texts: [] }, directory);
    expect(view.report).toMatchObject({ description: null, title: null });
    expect(view.timeline).toHaveLength(5);
  });
});

describe('staff', () => {
  test('read everything but identity and secret, with the proof', async () => {
    const view = await staffView(told.complaint, history, directory, now);
    const text = JSON.stringify(view);

    expect(view.chain).toEqual({ valid: true });
    expect(view.events.map((e) => e.action)).toEqual(told.events.map((e) => e.action));
    expect(view.events[1]).toMatchObject({ text: note, actor: { role: 'liaison', id: 'sub-liaison' } });
    expect(hiddenFromAll.filter((s) => text.includes(s))).toEqual([]);
  });

  test('are shown that a history was tampered with', async () => {
    const tampered = {
      ...history,
      events: told.events.with(2, { ...told.events[2]!, at: '2026-03-15T00:00:00.000Z' }),
    };
    const view = await staffView(told.complaint, tampered, directory, now);
    expect(view.chain).toMatchObject({ valid: false, version: 3 });
  });

  test('see in a list no text and no name', () => {
    const item = staffListItem(told.complaint, now);
    expect(seen(item)).toEqual([]);
    expect(hiddenFromAll.filter((s) => JSON.stringify(item).includes(s))).toEqual([]);
  });
});

describe('an agency that was retired', () => {
  test('keeps its name in what it once answered', async () => {
    const gone = fakeDirectory({ agencies: ambon.agencies.map(retired) });
    const view = await publicView(told.complaint, history, gone);
    expect(view.agency).toMatchObject({ id: 'dinas-perhubungan' });
  });
});

describe('the flag', () => {
  const forwarded = story(filed('2026-03-13 23:50'), steps.forwarded('2026-03-16 10:00')).complaint;
  const reminded = { ...forwarded, clock: { ...forwarded.clock!, rungs: 1 } };

  test.each([
    ['none while nothing has happened', forwarded, '2026-03-26 23:59:59', 'none'],
    ['yellow once a reminder has gone out', reminded, '2026-03-27 00:00', 'yellow'],
    ['yellow until the last second of the due', reminded, '2026-03-30 23:59:59', 'yellow'],
    ['red from the due instant on', reminded, '2026-03-31 00:00', 'red'],
    ['red whether or not the timer has fired', forwarded, '2026-03-31 00:00', 'red'],
  ] as const)('is %s', (_, complaint, at, flag) => expect(flagOf(complaint, wit(at))).toBe(flag));

  test('is yellow in progress once the reminder of the total has gone out', () => {
    const { complaint } = story(filed('2026-03-13 23:50'), steps.inProgress('2026-03-16 10:00'));
    expect(flagOf(complaint, wit('2026-04-08 00:00'))).toBe('none');
    expect(flagOf({ ...complaint, totalRungs: 1 }, wit('2026-04-08 00:00'))).toBe('yellow');
  });

  test('is none of a closed complaint', () => {
    const closed = story(filed('2026-03-13 23:50'), steps.closed('2026-03-16 10:00')).complaint;
    expect(flagOf({ ...closed, totalRungs: 2 }, wit('2027-01-01 00:00'))).toBe('none');
  });
});
