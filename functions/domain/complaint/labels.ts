/** Names states in the words that people read. */
import { isOpen, type Complaint, type ComplaintEvent } from './complaint.ts';
import { propertiesOf, state } from './lifecycle.ts';
import { outcomeLabel } from './outcomes.ts';
import { wordIn } from '../kernel/stored.ts';

/** Returns the Indonesian label of a complaint's state, with the outcome of its answer. */
export const labelOf = (c: Pick<Complaint, 'state' | 'closedAt' | 'outcome'>): string =>
  wordIn(state, c.state) === undefined && !isOpen(c) ? 'Ditutup' : labelAfter({ to: c.state, outcome: c.outcome });

/** Returns the Indonesian label of the state to which an event led. */
export const labelAfter = ({ to, outcome: of }: Pick<ComplaintEvent, 'to'> & Pick<Complaint, 'outcome'>): string =>
  outcomeLabel(to, of) ?? propertiesOf(to).label;
