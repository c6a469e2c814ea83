/** Words for the outcome of an answer, as texts to reporters name them. */
import { cannotLabel, type CannotCode, type Outcome } from '../complaint/outcomes.ts';
import { lookUp, type UnknownWord } from '../kernel/stored.ts';

/** Words for the outcome of an answer; answers of earlier releases have none. */
const outcomeWords = {
  none: { answered: 'dijawab', closed: 'selesai', ended: 'sudah selesai' },
  done: { answered: 'sudah dikerjakan', closed: 'selesai', ended: 'sudah selesai dikerjakan' },
  scheduled: { answered: 'dijadwalkan', closed: 'ditutup', ended: 'ditutup' },
  explained: { answered: 'dijelaskan', closed: 'ditutup', ended: 'ditutup dengan penjelasan' },
  cannot: { answered: 'tak bisa dikerjakan', closed: 'ditutup', ended: 'ditutup: tidak dapat dikerjakan' },
};

/** Returns the facts of an outcome. */
export const outcomeFacts = (outcome: Outcome | UnknownWord | undefined, cannot?: CannotCode | UnknownWord) => ({
  ...(lookUp(outcomeWords, outcome ?? 'none') ?? outcomeWords.none),
  cannot: cannot === undefined ? '' : cannotLabel(cannot),
});
