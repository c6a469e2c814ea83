/** Plays a report of a dead street light: forwarded at once, answered and accepted in time, rated. */
import { day, type Story } from './story.ts';

const agency = 'dinas-perhubungan';

export async function answeredInTime(story: Story): Promise<void> {
  const { client } = story;
  story.title('1  A street light is dead, and somebody answers');
  const filed = story.answered(
    await client.file({
      description: 'Lampu jalan di depan gereja mati sudah tiga malam, jalan gelap sekali.',
      serviceCode: 'lampu-jalan',
      location: { areaCode: '81.71.02.1019', landmark: 'depan gereja' },
      reporter: { name: 'Warga Contoh', phone: '081100001234' },
    }),
    201,
    'A citizen files it through an app',
  );
  const { trackingId, reporterSecret } = filed;
  const [first] = await story.phone();
  story.step(first?.includes(trackingId) ?? false, `The citizen has the id ${trackingId} by SMS`);

  const staff = `/v1/staff/complaints/${trackingId}`;
  const liaison = { role: 'liaison', agency } as const;
  const read = story.answered(
    await client.asOfficer(liaison, 'GET', staff),
    200,
    'The liaison officer finds it in the queue',
  );
  story.step(
    read.status === 'FORWARDED',
    `It was forwarded at once: respond by ${day(read.dueOn)}, answer by ${day(read.expectedOn)}`,
  );

  await client.advance('P1D');
  const responded = story.answered(
    await client.act(liaison, trackingId, 'respond', { expectedVersion: read.version }),
    200,
    'Next day the liaison responds',
  );
  await client.advance('P1D');
  const answered = story.answered(
    await client.act(liaison, trackingId, 'answer', {
      expectedVersion: responded.version,
      outcome: 'done',
      text: 'Lampu sudah diganti petugas malam ini.',
    }),
    200,
    'The day after, the liaison answers with what was done',
  );
  await story.phone();
  story.step(answered.status === 'ANSWERED', `The citizen may judge until ${day(answered.dueOn)}`);

  const accepted = story.answered(
    await client.asReporter(trackingId, reporterSecret, 'accept'),
    200,
    'The citizen accepts',
  );
  await story.phone();
  story.step(accepted.status === 'CLOSED', 'It is closed: only the reporter or silence closes');
  story.answered(await client.asReporter(trackingId, reporterSecret, 'rate', { rating: 5 }), 200, 'and rated 5');
  await client.idle();
  const end = await client.asOfficer(liaison, 'GET', staff);
  story.step(end.body.chain?.valid === true, `The chain of ${end.body.events?.length} events verifies`);
  story.step((await client.timers(trackingId)).length === 0, 'No timer is left running');
}
