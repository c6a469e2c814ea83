/** Plays a written dialogue on the domain alone, and compares what each turn did with what was wanted. */
import type { Complaint } from '../../../functions/domain/complaint/complaint.ts';
import { codeOf, codeOfPhone } from '../../../functions/domain/complaint/act-code.ts';
import { fileComplaint } from '../../../functions/domain/complaint/filing.ts';
import { decide } from '../../../functions/domain/complaint/transition.ts';
import type { Action, Party } from '../../../functions/domain/complaint/lifecycle.ts';
import { createCalendar } from '../../../functions/domain/deadlines/calendar.ts';
import { fillsSms } from '../../../functions/domain/kernel/gsm7.ts';
import { freshPhone, withId, type Situation, type Turn } from '../../../functions/domain/sms/dialogue.ts';
import { readSms } from '../../../functions/domain/sms/grammar.ts';
import { takeTurn } from '../../../functions/domain/sms/turn.ts';
import type { CityData } from '../../../lib/city/read.ts';

/** A turn that did not do what was wanted. `harmful`: words were lost, another report was changed, or something was done without consent. */
export type Miss = { said: string; wanted: string; got: string; harmful: boolean };

const hour = 3_600_000;
const ends: ReadonlySet<string> = new Set(['accept', 'object', 'reopen', 'withdraw', 'rate', 'stop', 'start', 'undo']);
const named: Readonly<Record<string, string>> = {
  complete: 'join',
  comment: 'join',
  reply: 'join',
  restore: 'undo',
};
const replies: Readonly<Record<string, string>> = {
  'received-where': 'place',
  'received-what': 'place',
  'where-again': 'place',
  status: 'status',
  help: 'help',
  who: 'help',
  thanked: 'none',
};
const choices = /^confirm-|^choose$|^reason$|^how-to-|^received-(?:two|hidden)$|^codes-rest$/;

/** Steps of an officer, as a dialogue names them. */
const steps: Readonly<Record<string, readonly [Action, Party, object][]>> = {
  forward: [['verify', 'coordinator', { agencyId: 'dinas-perhubungan' }]],
  answer: [['answer', 'owner', { text: 'Sudah kami kerjakan.' }]],
  ask: [['ask', 'coordinator', { text: 'Di mana tepatnya?' }]],
  close: [['close', 'system', {}]],
};

export function play(lines: readonly string[], { city, areas, services, policies, calendar }: CityData): Miss[] {
  let now = new Date('2026-03-13T01:00:00.000Z');
  let state = freshPhone;
  const own: Complaint[] = [];
  const misses: Miss[] = [];
  const rules = () => ({
    policy: policies[0]!,
    calendar: createCalendar(city, calendar),
    now,
    coordinatorAgencyId: city.coordinatorAgencyId,
    salt: 'salt',
  });
  const change = (complaint: Complaint, action: Action, party: Party, fields: object): void => {
    const actor = { role: party === 'coordinator' ? 'coordinator' : party === 'owner' ? 'liaison' : party } as const;
    const done = decide(complaint, { action, actor, parties: [party], ...fields } as never, rules());
    own[own.findIndex((c) => c.id === complaint.id)] = done.complaint;
  };

  const office = (step: string): void => {
    const wait = /^\+(\d+)([hd])$/.exec(step);
    if (wait) now = new Date(now.getTime() + Number(wait[1]) * (wait[2] === 'h' ? hour : 24 * hour));
    if (step === 'answer' && own[0]?.state === 'RECEIVED') office('forward');
    for (const [action, party, fields] of steps[step] ?? []) change(own[0]!, action, party, fields);
  };

  const perform = (turn: Turn): number => {
    state = turn.state;
    const { act } = turn;
    if (!act) return 0;
    if (act.kind === 'act') {
      const { kind: _, complaint, action, ...fields } = act;
      change(complaint, action, 'reporter', fields);
      return own.length - own.findIndex((c) => c.id === complaint.id);
    }
    const id = `AMB-222222${'ABCDEFGH'[own.length] ?? 'J'}`;
    const filing = {
      id,
      class: act.asks ? 'permintaan-informasi' : (act.service?.class ?? 'pengaduan'),
      track: act.asks ? 'information' : 'ordinary',
      serviceCode: act.service?.code,
      areaCode: act.area?.code,
      autoForwardTo: undefined,
      channel: 'sms',
      anonymous: act.anonymous,
      confidential: act.confidential,
      contact: 'mobile',
      phoneMac: 'mac',
      reporterSecretHash: `hash of ${id}`,
      actor: { role: 'reporter' },
      text: { description: act.text },
    } as const;
    own.unshift(fileComplaint(filing, rules()).complaint);
    state = withId(turn, id).state;
    return own.length;
  };

  const send = (text: string): { turn: Turn; report: number } => {
    now = new Date(now.getTime() + hour / 12);
    const sms = readSms(text, { idPrefix: city.idPrefix, keyword: 'ambon', areas, services });
    const { intent } = sms;
    const situation: Situation = {
      now,
      state,
      own: [...own],
      named: own.find((c) => intent.kind === 'command' && c.id === intent.id),
      areas,
      services,
      hash: text.toLowerCase(),
      stopCode: codeOfPhone('mac'),
      cut: fillsSms(text),
      part: undefined,
    };
    const turn = takeTurn(sms, situation);
    return { turn, report: perform(turn) };
  };

  for (const line of lines) {
    if (line.startsWith('@')) {
      office(line.slice(1));
      continue;
    }
    const [said = '', wanted = ''] = line.split(' > ');
    const optedOut = state.optedOut;
    const code = (): string => (/^STOP/i.test(said) ? codeOfPhone('mac') : codeOf(own.at(-1)!));
    const { turn, report } = send(said.replace('{code}', code));
    const got = outcomes(turn, report, optedOut);
    const right = wanted.split('|').some((one) => one.split(' ').every((part) => got.has(part)));
    if (right) continue;
    const done = [...got].some((one) => ends.has(one));
    const lost = /file|join/.test(wanted) && !turn.act && !/none|choice|place|status|help/.test(wanted);
    misses.push({ said, wanted, got: [...got].join(' '), harmful: done || lost });
  }
  return misses;
}

function outcomes(turn: Turn, report: number, optedOut: string | undefined): ReadonlySet<string> {
  const { act, reply, state } = turn;
  const action = act?.kind === 'act' ? (named[act.action] ?? act.action) : act?.kind;
  const switched = optedOut === state.optedOut ? undefined : state.optedOut === undefined ? 'start' : 'stop';
  const template = reply?.template ?? '';
  const choice = choices.test(template) ? 'choice' : replies[template];
  const ended = (action !== undefined && ends.has(action)) || switched !== undefined;
  return new Set(
    [
      action,
      switched,
      ended ? undefined : choice,
      action === undefined && switched === undefined ? 'none' : undefined,
      reply?.template === 'started' ? 'start' : undefined,
      report > 0 ? `#${report}` : undefined,
    ].filter((one) => one !== undefined),
  );
}
