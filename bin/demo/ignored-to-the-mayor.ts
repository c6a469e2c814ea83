/** Plays a report of uncollected rubbish: the agency is silent, and the complaint escalates until the mayor is told. */
import type { Json } from '../support/local-client.ts';
import { day, local, type Story } from './story.ts';

const agency = 'dinas-lingkungan-hidup';
/** Five working days, five more to the mayor, and weekends and holidays between: forty days are enough. */
const longestDays = 40;

export async function ignoredToTheMayor(story: Story): Promise<void> {
  const { client } = story;
  story.title('2  Rubbish is not fetched, and nobody answers');
  const filed = story.answered(
    await client.file({
      description: 'Sampah menumpuk di pinggir jalan, sudah seminggu tidak diangkut.',
      serviceCode: 'sampah',
      location: { areaCode: '81.71.02.2003', landmark: 'dekat pasar' },
      reporter: { phone: '081100005678' },
    }),
    201,
    'A citizen files it',
  );
  const { trackingId } = filed;
  await story.phone();

  const staff = `/v1/staff/complaints/${trackingId}`;
  const auditor = { role: 'auditor' } as const;
  const start = (await client.asOfficer(auditor, 'GET', staff)).body;
  story.step(start.status === 'FORWARDED', `${agency} must respond by ${day(start.dueOn)}`);

  let told: Json[] = [];
  for (let passed = 0; passed < longestDays && told.at(-1)?.rung?.office !== 'mayor'; passed += 1) {
    await client.advance('P1D');
    const { events } = (await client.asOfficer(auditor, 'GET', staff)).body;
    const steps = events.filter((e: Json) => e.rung?.office !== undefined);
    for (const e of steps.slice(told.length))
      story.step(
        true,
        `${local(e.at)}: ${e.action} → ${e.rung.office} (${e.rung.clock}, step ${e.rung.step} of ${e.rung.of})`,
      );
    told = steps;
    await story.phone();
  }
  const offices = told.map((e) => e.rung.office);
  for (const office of ['liaison', 'agency-head', 'city-secretary', 'mayor'])
    story.step(offices.includes(office), `The ${office} was told`);
  const notices = await client.notices(trackingId);
  story.step(
    notices.some((n) => n.attributes['office'] === 'mayor'),
    "The mayor's notice is on the officers' topic",
  );
  const end = (await client.asOfficer(auditor, 'GET', staff)).body;
  story.step(end.flag === 'red', 'It stands red in every queue');
  story.step((await client.timers(trackingId)).length === 1, 'Its timer goes on: the law is not done with it');
}
