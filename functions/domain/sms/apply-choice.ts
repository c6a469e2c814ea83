/** Applies a choice to one complaint of its sender, and guards the acts that need a code. */
import { codeOf } from '../complaint/act-code.ts';
import type { Complaint } from '../complaint/complaint.ts';
import { may, refusalOf, wordsFor } from './choices.ts';
import { refuse } from './refusal.ts';
import type { Choice, Offer, Reply, Situation, Turn } from './dialogue.ts';
import type { Doubt } from './intent.ts';

export type Words = {
  text: string;
  rating: number | undefined;
  doubt?: Doubt | undefined;
  code?: string | undefined;
};

/** Applies a choice to one complaint. Where that is impossible, the reply is the complaint's status. */
export function applyChoice(choice: Choice, complaint: Complaint, said: Words, situation: Situation): Turn {
  const { text, rating, doubt } = said;
  const { state } = situation;
  const complaintId = complaint.id;
  const words = text === '' ? {} : { text };
  const told = (template: Reply['template']): Reply => ({ template, complaintId });
  const status: Turn = { state, reply: told('status') };
  switch (choice) {
    case 'status':
      return status;
    case 'read':
      return { state, reply: told('read') };
    case 'accept': {
      if (doubt === 'not-done') return offerRefusal([complaint], text, situation);
      // Unclear words close nothing: they are kept, and the status asks for SETUJU or TOLAK.
      if (doubt === 'unclear') return { ...status, act: { kind: 'act', complaint, action: wordsFor(complaint), text } };
      if (!may('accept', complaint)) return status;
      return coded(choice, complaint, said, situation, {
        act: { kind: 'act', complaint, action: 'accept', ...words },
        reply: told('accepted'),
      });
    }
    case 'object':
      if (text === '' && refusalOf(complaint))
        return { state: asking('reason', complaintId, situation), reply: told('reason') };
      // With nothing to refuse, the words are kept as a comment.
      return (
        refuse(complaint, text, state) ?? {
          ...status,
          ...(text === '' ? {} : { act: { kind: 'act', complaint, action: wordsFor(complaint), text } }),
        }
      );
    case 'rate':
      if (!may('rate', complaint)) return status;
      if (rating === undefined) return { state, reply: told('how-to-rate') };
      return coded(choice, complaint, said, situation, {
        act: { kind: 'act', complaint, action: 'rate', rating, ...words },
        reply: told('rated'),
      });
    case 'reply':
      return text === ''
        ? { state: asking('words', complaintId, situation), reply: told('how-to-reply') }
        : { state, act: { kind: 'act', complaint, action: wordsFor(complaint), text }, reply: told('noted') };
    case 'withdraw':
      if (!may('withdraw', complaint)) return status;
      return coded(choice, complaint, said, situation, {
        act: { kind: 'act', complaint, action: 'withdraw', ...words },
        reply: told('withdrawn'),
      });
    // An SMS can only raise privacy; lowering it takes the reporter's secret.
    case 'anonymous':
    case 'confidential': {
      const reply = told(`made-${choice}`);
      return complaint[choice]
        ? { state, reply }
        : { state, act: { kind: 'act', complaint, action: 'privacy', [choice]: true }, reply };
    }
  }
}

function asking(about: 'reason' | 'words', complaintId: string, { state, now }: Situation): Turn['state'] {
  const at = now.toISOString();
  return { ...state, question: { about, complaintId, askedAt: at, asked: 1 } };
}

/** Wrong codes in a row after which the codes of a phone rest for a day: a guess finds one of 900. */
const mostWrong = 3;
const restMs = 24 * 3_600_000;

type CodedChoice = Extract<Choice, 'accept' | 'rate' | 'withdraw'>;

/** Does an act that a forger of the number must not do: with its code at once; without it, the reply brings the code to the phone. */
function coded(
  choice: CodedChoice,
  complaint: Complaint,
  { text, rating, code }: Words,
  situation: Situation,
  done: Omit<Turn, 'state'>,
): Turn {
  const offer = { choice, text, ids: [complaint.id], ...(rating === undefined ? {} : { rating }) };
  const asked: Reply = { template: `confirm-${choice}`, complaintId: complaint.id };
  return withCode({ code, right: codeOf(complaint), asked, offer }, situation, (state) => ({ state, ...done }));
}

type Coded = { code: string | undefined; right: string; asked: Reply; offer: Omit<Offer, 'at' | 'by'> };

/** Does what needs a code once the right one was typed; without it, or with a wrong one, asks for it. Wrong ones are counted. */
export function withCode(
  { code, right, asked, offer }: Coded,
  situation: Situation,
  done: (state: Turn['state']) => Turn,
): Turn {
  const { now } = situation;
  const { wrongCodes: wrong, ...state } = situation.state;
  const resting = wrong && wrong.count % mostWrong === 0 && now.getTime() - Date.parse(wrong.at) < restMs;
  if (resting) return { state: situation.state, reply: { ...asked, template: 'codes-rest' } };
  if (code === right) return done(state);
  const at = now.toISOString();
  const counted = code === undefined ? wrong : { count: (wrong?.count ?? 0) + 1, at };
  return {
    state: { ...state, ...(counted ? { wrongCodes: counted } : {}), list: { ...offer, by: 'code', at } },
    reply: asked,
  };
}

/** Ends all SMS to the phone. It needs the code of the phone, because it would silence a citizen whose number was forged. */
export function stop(code: string | undefined, situation: Situation): Turn {
  const { now, stopCode: right, state } = situation;
  if (state.optedOut !== undefined) return { state, reply: { template: 'stopped' } };
  const offer = { choice: 'stop' as const, text: '', ids: [] };
  return withCode({ code, right, asked: { template: 'confirm-stop' }, offer }, situation, (after) => ({
    state: { ...after, optedOut: now.toISOString() },
    reply: { template: 'stopped' },
  }));
}

/** Lines of a numbered list; five fit one segment. */
const longestList = 5;

/** Applies a choice to the complaint it means; several are listed, and a digit chooses. */
export function choose(choice: Choice, candidates: readonly Complaint[], said: Words, situation: Situation): Turn {
  const { state, now } = situation;
  const [only, ...others] = candidates;
  if (only && others.length === 0) return applyChoice(choice, only, said, situation);
  const ids = candidates.slice(0, longestList).map((c) => c.id);
  const { text, rating } = said;
  const list = { choice, text, ids, at: now.toISOString(), ...(rating === undefined ? {} : { rating }) };
  return { state: { ...state, list }, reply: { template: 'choose', ids } };
}

/** Keeps words that seem to refuse an answer, and asks: YA refuses. */
export function offerRefusal(candidates: readonly Complaint[], text: string, situation: Situation): Turn {
  const [complaint, ...others] = candidates;
  if (!complaint || others.length > 0) return choose('object', candidates, { text, rating: undefined }, situation);
  const { state, now } = situation;
  const list = { choice: 'object' as const, by: 'yes' as const, text, ids: [complaint.id], at: now.toISOString() };
  return {
    state: { ...state, list },
    act: { kind: 'act', complaint, action: wordsFor(complaint), text },
    reply: { template: may('object', complaint) ? 'confirm-object' : 'confirm-reopen', complaintId: complaint.id },
  };
}
