/** Joins the answer to a question to its complaint, whatever the answer says. */
import type { Complaint } from '../complaint/complaint.ts';
import { owningAgency } from '../city/owning-agency.ts';
import { wordsFor } from './choices.ts';
import type { Question, Situation, Turn } from './dialogue.ts';
import { join } from './parts.ts';
import type { Said } from './said.ts';
import { refuse } from './refusal.ts';

/** After two questions about a report the coordinator takes over. */
const mostQuestions = 2;

/** Returns the turn of an answer; undefined when the complaint of the question is not the sender's any more. */
export function onAnswer(
  question: Question,
  said: Said,
  complaint: Complaint | undefined,
  situation: Situation,
): Turn | undefined {
  const { question: _, ...state } = situation.state;
  const { text } = said;
  if (!complaint) return undefined;
  switch (question.about) {
    case 'reason':
      return refuse(complaint, text, state) ?? noted(complaint, text, state);
    case 'what':
    case 'where':
      return onReportAnswer(question, said, complaint, { ...situation, state });
    case 'words':
      return noted(complaint, text, state);
  }
}

const noted = (complaint: Complaint, text: string, state: Turn['state']): Turn => ({
  state,
  act: { kind: 'act', complaint, action: wordsFor(complaint), text },
  reply: { template: 'noted', complaintId: complaint.id },
});

/** Completes a report. Asked what is wrong, people also tell where; asked where, any words that could name a place are taken. */
function onReportAnswer(question: Question, said: Said, complaint: Complaint, situation: Situation): Turn {
  const { state, areas, services, now } = situation;
  const place = question.about === 'where' ? said.answer : said.place;
  const area = areas.find((a) => a.code === (place.areaCode ?? complaint.areaCode));
  const service = services.find((s) => s.code === complaint.serviceCode);
  const owner = question.forward && place.named && service ? owningAgency(service.route, area) : undefined;
  const act = join(complaint, said.text, { areaCode: place.areaCode, owner });
  const complaintId = complaint.id;
  if (place.named) return { state, act, reply: { template: 'located', complaintId } };
  if (question.asked >= mostQuestions) return { state, act, reply: { template: 'taken-over', complaintId } };
  const again: Question = { ...question, about: 'where', asked: question.asked + 1, askedAt: now.toISOString() };
  return { state: { ...state, question: again }, act, reply: { template: 'where-again', complaintId } };
}
