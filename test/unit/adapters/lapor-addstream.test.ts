/** Filing upstream by LAPOR's addstream: the XML sent, and what each answer means. */
import { describe, expect, test } from 'vitest';
import { createLapor } from '../../../functions/adapters/http/lapor-addstream.ts';
import { fakePoster } from '../../support/fakes/webhooks.ts';
import type { HttpAnswer } from '../../../functions/domain/webhooks/ports.ts';

const to = {
  url: 'https://lapor.example.go.id/addstream',
  account: { email: 'lapor@ambon.go.id', phone: '0911123456', firstName: 'Kota Ambon' },
};
const report = { id: 'AMB-7K3Q9C5', anonymous: false, content: 'Padam & gelap \u0007 <sekali>' };
type Report = typeof report;

async function file(answer: HttpAnswer, over: Partial<Report> = {}) {
  const poster = fakePoster();
  poster.answers.push(answer);
  const outcome = await createLapor(poster).file(to, 'token-kota', { ...report, ...over });
  return { outcome, sent: poster.posted[0]! };
}
const answered = (body: string, status = 200): HttpAnswer => ({ outcome: 'answered', status, body });
const filed = '<lapor><trackingid>007</trackingid><transaksiid>T-9</transaksiid></lapor>';

describe('what is sent', () => {
  test('is the report of the city’s account under our id, as XML', async () => {
    const { sent } = await file(answered(filed));
    expect(sent.url).toBe(to.url);
    expect(sent.headers).toEqual({ 'content-type': 'text/xml; charset=utf-8' });
    expect(sent.body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><lapor token="token-kota"><pelapor><email>lapor@ambon.go.id</email>' +
        '<telpon>0911123456</telpon><namadepan>Kota Ambon</namadepan><namabelakang>AMB-7K3Q9C5</namabelakang></pelapor>' +
        '<laporan rahasia="0" anonim="0"><isi>Padam &amp; gelap   &lt;sekali&gt;</isi></laporan></lapor>',
    );
  });

  test('has an empty element for what the account lacks', async () => {
    const poster = fakePoster();
    const bare = { ...to, account: { ...to.account, phone: '' } };
    await createLapor(poster).file(bare, 't', report);
    expect(poster.posted[0]!.body).toContain('<telpon/>');
  });

  test('says when the reporter is anonymous', async () => {
    expect((await file(answered(filed), { anonymous: true })).sent.body).toContain('anonim="1"');
  });

  test('keeps every character that XML allows', async () => {
    const content = 'a\tb\nc\uE000\uFFFD💡';
    expect((await file(answered(filed), { content })).sent.body).toContain(`<isi>${content}</isi>`);
  });
});

describe('an answer', () => {
  test.each([
    ['as documented', filed],
    ['with a declaration', `\uFEFF <?xml version="1.0" encoding="UTF-8"?>${filed}`],
    ['in other elements', `<a><b>x</b><c>${filed}</c></a>`],
    ['twice the same', `${filed}${filed}`],
    ['beside an empty element', `<a><b/>${filed}<c></c></a>`],
    ['with a declaration at once', `<?xml version="1.0"?>${filed}`],
    ['with a list around it', `<a><b>1</b><b>${filed}</b></a>`],
  ])('%s has both ids as text', async (_, body) => {
    expect((await file(answered(body))).outcome).toEqual({ outcome: 'filed', upstreamId: '007', transactionId: 'T-9' });
  });

  test('may lack the transaction', async () => {
    expect((await file(answered('<trackingid>a/b.c-d_1</trackingid>', 299))).outcome).toEqual({
      outcome: 'filed',
      upstreamId: 'a/b.c-d_1',
      transactionId: undefined,
    });
  });

  test.each([
    ['empty', ''],
    ['no XML', '<trackingid>1'],
    ['two ids', '<trackingid>1</trackingid><trackingid>2</trackingid>'],
    ['an id of other characters', '<trackingid>a b</trackingid>'],
    ['an id before more', '<trackingid>1;2</trackingid>'],
    ['an id that is too long', `<trackingid>${'1'.repeat(65)}</trackingid>`],
    ['an id with elements and one besides', '<a><trackingid><trackingid>1</trackingid></trackingid></a>'],
    ['a declaration in its midst', `<a/><?xml version="1.0"?><b>`],
    ['an id with elements', '<trackingid><x>1</x></trackingid>'],
    ['a document type', `<!doctype x>${filed}`],
    ['an entity', `<!ENTITY x "1">${filed}`],
    ['a document type within', `<a><!DOCTYPE x [<!ENTITY y "1">]>${filed}</a>`],
  ])('that is %s leaves it open whether the report was filed', async (_, body) => {
    expect((await file(answered(body))).outcome).toEqual({
      outcome: 'unknown',
      cause: 'its answer has no readable trackingid',
    });
  });

  test('has an id of at most 64 characters', async () => {
    const id = '1'.repeat(64);
    expect((await file(answered(`<trackingid>${id}</trackingid>`))).outcome).toMatchObject({ upstreamId: id });
  });

  test.each([
    [199, 'not-filed'],
    [300, 'not-filed'],
    [400, 'not-filed'],
    [499, 'not-filed'],
    [500, 'unknown'],
  ])('of %i means %s', async (status, outcome) => {
    expect((await file(answered(filed, status))).outcome).toEqual({ outcome, cause: `answered ${status}` });
  });

  test.each([
    [true, 'unknown'],
    [false, 'not-filed'],
  ])('that did not come, arrived %s, means %s', async (arrived, outcome) => {
    expect((await file({ outcome: 'failed', cause: 'ECONNRESET', arrived })).outcome).toEqual({
      outcome,
      cause: 'ECONNRESET',
    });
  });
});
