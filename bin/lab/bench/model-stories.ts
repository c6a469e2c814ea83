/** Makes complaints of Ambon by the domain's own rules, in every service and in every state of an undisturbed life. */
import { randomBytes } from 'node:crypto';
import { createCalendar } from '../../../functions/domain/deadlines/calendar.ts';
import type { Change, Complaint, ComplaintEvent } from '../../../functions/domain/complaint/complaint.ts';
import { fileComplaint } from '../../../functions/domain/complaint/filing.ts';
import { owningAgency } from '../../../functions/domain/city/owning-agency.ts';
import { drawSalt } from '../../../functions/domain/complaint/chain.ts';
import type { Command } from '../../../functions/domain/complaint/command.ts';
import { decide } from '../../../functions/domain/complaint/transition.ts';
import { loadCityData } from '../../../lib/city/index.ts';

const kinds = 500;

type Step = Pick<Command, 'action' | 'parties' | 'text' | 'actor'>;
const verify: Step = { action: 'verify', actor: { role: 'coordinator' }, parties: ['coordinator'] };
const respond: Step = { action: 'respond', actor: { role: 'liaison' }, parties: ['owner'] };
const answer: Step = { action: 'answer', actor: { role: 'liaison' }, parties: ['owner'], text: 'Sudah diperbaiki.' };
const accept: Step = { action: 'accept', actor: { role: 'reporter' }, parties: ['reporter'] };

/** Most are closed, as in a city some years on. */
const ways: readonly Step[][] = [
  [],
  [verify],
  [verify, respond],
  [verify, respond, answer],
  ...Array.from({ length: 6 }, () => [verify, respond, answer, accept]),
];

/** A complaint with its history. */
export type Story = { complaint: Complaint; events: ComplaintEvent[] };

/** Five hundred of them, received a minute apart until `now`. */
export function modelStories(now: Date): Story[] {
  const { city, services, areas, policies, calendar } = loadCityData('ambon');
  const days = createCalendar(city, calendar);
  return Array.from({ length: kinds }, (_, n) => {
    const service = services[n % services.length]!;
    const area = areas[(n * 7) % areas.length]!;
    const agencyId = owningAgency(service.route, area) ?? city.coordinatorAgencyId;
    const rules = {
      policy: policies[0]!,
      calendar: days,
      now: new Date(now.getTime() - (kinds - n) * 60_000),
      coordinatorAgencyId: city.coordinatorAgencyId,
      salt: drawSalt(randomBytes),
    };
    const changes: Change[] = [
      fileComplaint(
        {
          id: 'AMB-2222222',
          class: service.class,
          track: service.track ?? 'ordinary',
          channel: 'api',
          clientId: 'bench',
          anonymous: false,
          confidential: false,
          contact: 'mobile',
          phoneMac: randomBytes(32).toString('base64url'),
          reporterSecretHash: randomBytes(32).toString('base64url'),
          serviceCode: service.code,
          areaCode: area.code,
          actor: { role: 'reporter' },
          text: { description: 'Contoh.' },
        },
        rules,
      ),
    ];
    for (const step of ways[n % ways.length]!) {
      const command = step.action === 'verify' ? { ...step, agencyId } : step;
      changes.push(decide(changes.at(-1)!.complaint, command, rules));
    }
    return { complaint: changes.at(-1)!.complaint, events: changes.map(({ event }) => event) };
  });
}
