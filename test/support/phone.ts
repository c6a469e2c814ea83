/** A citizen's phone in memory: what each SMS comes to, decided by the domain alone. */
import { codeOf, codeOfPhone } from '../../functions/domain/complaint/act-code.ts';
import type { Complaint } from '../../functions/domain/complaint/complaint.ts';
import { fileComplaint } from '../../functions/domain/complaint/filing.ts';
import { readSms } from '../../functions/domain/sms/grammar.ts';
import { freshPhone, withId, type Situation, type SmsPart, type Turn } from '../../functions/domain/sms/dialogue.ts';
import { fillsSms } from '../../functions/domain/kernel/gsm7.ts';
import { takeTurn } from '../../functions/domain/sms/turn.ts';
import { decide } from '../../functions/domain/complaint/transition.ts';
import { ambon, ambonWords, rulesAt, wit } from './ambon.ts';
import { command, filing } from './complaints.ts';

const first = ['AMB-2222222', 'AMB-2222238', 'AMB-222224F', 'AMB-222225M'];
const idOf = (n: number): string => first[n] ?? `AMB-2${String(n).padStart(6, '2').replaceAll(/[01]/g, '9')}`;

export function phone(local = '2026-03-13 10:00') {
  let now = wit(local);
  let state: Situation['state'] = freshPhone;
  const own: Complaint[] = [];
  const turns: Turn[] = [];
  /** Which complaint each turn is about. */
  const about = new Map<Turn, string>();
  const rules = () => ({ ...rulesAt(local), now });

  const act = (turn: Turn): void => {
    if (turn.act?.kind === 'file') {
      const id = idOf(own.length);
      const { area, service, autoForwardTo, anonymous, confidential } = turn.act;
      const given = { id, areaCode: area?.code, serviceCode: service?.code, autoForwardTo, anonymous, confidential };
      own.unshift(fileComplaint(filing({ ...given, channel: 'sms' }), rules()).complaint);
      about.set(turn, id);
      state = withId(turn, id).state;
    } else {
      state = turn.state;
      if (turn.act) {
        const { kind: _, complaint, action, ...fields } = turn.act;
        about.set(turn, complaint.id);
        const change = decide(complaint, command(action, 'reporter', fields), rules());
        own.splice(
          own.findIndex((c) => c.id === complaint.id),
          1,
          change.complaint,
        );
      }
    }
  };

  return {
    own,
    turns,
    state: () => state,
    /** The code of the acts of a report, by its place in `own`, as an SMS of ours carries it. */
    code: (at = 0) => codeOf(own[at]!),
    stopCode: () => codeOfPhone('mac of a test'),
    at: (later: string) => {
      now = wit(later);
    },
    /** Minutes after the start. */
    later: (minutes: number) => {
      now = new Date(wit(local).getTime() + minutes * 60_000);
    },
    /** The words of each report and of what was joined to it, in order. */
    joined: () => own.toReversed().map((c) => turns.filter((t) => about.get(t) === c.id).map((t) => t.act?.text)),
    /** Sends an SMS; answers the template of the reply. */
    send(text: string, part?: SmsPart): string | undefined {
      const sms = readSms(text, ambonWords, part);
      const { intent } = sms;
      const id = intent.kind === 'command' ? intent.id : undefined;
      const turn = takeTurn(sms, {
        now,
        state,
        own,
        named: own.find((c) => c.id === id),
        areas: ambon.areas,
        services: ambon.services,
        stopCode: codeOfPhone('mac of a test'),
        hash: text.toLowerCase(),
        cut: fillsSms(text),
        part,
      });
      turns.push(turn);
      act(turn);
      return turn.reply?.template;
    },
    /** Somebody else moves the newest report on. */
    move(...steps: Parameters<typeof command>[]): void {
      for (const step of steps) own[0] = decide(own[0]!, command(...step), rules()).complaint;
    },
    actions: () =>
      turns.map((t) => (t.act?.kind === 'act' ? t.act.action : t.act?.kind)).filter((a) => a !== undefined),
  };
}
