/** A citizen's phone in memory: what each SMS comes to, decided by the domain alone. */
import type { Complaint } from '../../functions/domain/complaint.ts';
import { fileComplaint } from '../../functions/domain/filing.ts';
import { parseSms } from '../../functions/domain/sms-grammar.ts';
import { freshPhone, type Situation, type SmsPart, type Turn } from '../../functions/domain/sms-dialogue.ts';
import { takeTurn } from '../../functions/domain/sms-turn.ts';
import { decide } from '../../functions/domain/transition.ts';
import { ambon, rulesAt, wit } from './ambon.ts';
import { command, filing } from './complaints.ts';

const ids = ['AMB-2222222', 'AMB-2222238', 'AMB-222224F', 'AMB-222225M'];

export function phone(local = '2026-03-13 10:00') {
  let now = local;
  let state: Situation['state'] = freshPhone;
  const own: Complaint[] = [];
  const turns: Turn[] = [];

  const act = (turn: Turn): void => {
    if (turn.act?.kind === 'file') {
      const id = ids[own.length]!;
      const { area, service, autoForwardTo, anonymous, confidential } = turn.act;
      const given = { id, areaCode: area?.code, serviceCode: service?.code, autoForwardTo, anonymous, confidential };
      own.unshift(fileComplaint(filing({ ...given, channel: 'sms' }), rulesAt(now)).complaint);
      const { question, lastReport } = turn.state;
      state = {
        ...turn.state,
        ...(question ? { question: { ...question, complaintId: id } } : {}),
        ...(lastReport ? { lastReport: { ...lastReport, complaintId: id } } : {}),
      };
    } else {
      state = turn.state;
      if (turn.act) {
        const { kind: _, complaint, action, ...fields } = turn.act;
        const change = decide(complaint, command(action, 'reporter', fields), rulesAt(now));
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
    at: (later: string) => {
      now = later;
    },
    /** Sends an SMS; answers the template of the reply. */
    send(text: string, part?: SmsPart): string | undefined {
      const intent = parseSms(text, 'AMB');
      const id = intent.kind === 'command' ? intent.id : undefined;
      const turn = takeTurn(intent, {
        now: wit(now),
        state,
        own,
        named: own.find((c) => c.id === id),
        areas: ambon.areas,
        services: ambon.services,
        hash: text.toLowerCase(),
        part,
      });
      turns.push(turn);
      act(turn);
      return turn.reply?.template;
    },
    /** Somebody else moves the newest report on. */
    move(...steps: Parameters<typeof command>[]): void {
      for (const step of steps) own[0] = decide(own[0]!, command(...step), rulesAt(now)).complaint;
    },
    actions: () =>
      turns.map((t) => (t.act?.kind === 'act' ? t.act.action : t.act?.kind)).filter((a) => a !== undefined),
  };
}
