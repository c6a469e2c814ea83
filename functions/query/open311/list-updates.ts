/** Lists mySociety's request updates: the events of requests in a window. Its clients learn of answers only here. */
import * as z from 'zod';
import type { Complaint } from '../../domain/complaint/complaint.ts';
import type { Window } from '../../domain/complaint/ports.ts';
import type { ReadRequest } from '../../http/open311/resources.ts';
import { publicTimeline, reporterTimeline } from '../../http/views/complaint-view.ts';
import { dateParameter, toSeconds } from '../../http/open311/dates.ts';
import type { Document } from '../../http/open311/document.ts';
import { updateId, wordOf } from '../../http/open311/update-words.ts';
import type { Deps } from './requests.ts';
import { fault, given, mostRequests, window } from './requests-query.ts';
import { isOwn, viewerOf, type Viewer } from './viewer.ts';
import { readInput } from '../../domain/kernel/read-input.ts';

const hours = 3_600_000;
/** Histories read concurrently. */
const atOnce = 20;

/** Parameters of the window. */
export const windowParameters = z.object({ start_date: dateParameter.optional(), end_date: dateParameter.optional() });

/** Returns updates. With a key: all events of the requests that its client filed, with texts. Without: changes of state of public requests. */
export function listUpdates(deps: Deps) {
  return async (request: ReadRequest): Promise<Document> => {
    const viewer = await viewerOf(deps, request);
    const asked = askedWindow(request.query, deps.clock.now());
    const complaints = await changedSince(deps, viewer, asked.from);
    const updates: (Update & { at: string })[] = [];
    for (let n = 0; n < complaints.length; n += atOnce) {
      const some = await Promise.all(complaints.slice(n, n + atOnce).map((c) => updatesOf(deps, viewer, c, asked)));
      updates.push(...some.flat());
    }
    updates.sort((a, b) => a.at.localeCompare(b.at));
    return { root: 'service_request_updates', value: updates.map(({ at, ...update }) => update) };
  };
}

/** Parses the window: both dates, or neither for the last 24 hours. */
function askedWindow(query: Record<string, string>, now: Date): Window {
  const { start_date: start, end_date: end } = readInput(windowParameters, given(query));
  if ((start === undefined) !== (end === undefined))
    throw fault(start === undefined ? 'start_date' : 'end_date', 'required: start_date and end_date come together');
  return window('start_date', start ?? new Date(now.getTime() - 24 * hours), end ?? now, now);
}

/** Returns the complaints that may have an event in the window: those whose last change is not before it. */
async function changedSince({ lists, clock }: Deps, { clientId }: Viewer, from: Date): Promise<Complaint[]> {
  const now = clock.now();
  const since = { from, to: now < from ? from : now };
  const found =
    clientId === undefined
      ? (await lists.changed(since, {}, { limit: mostRequests + 1 })).items
      : await lists.changedOf(clientId, since, mostRequests + 1);
  if (found.length > mostRequests)
    throw fault('start_date', `more than ${mostRequests} requests have changed since then: ask from a later date`);
  return found;
}

type Update = Record<'update_id' | 'service_request_id' | 'status' | 'updated_datetime' | 'description', string> & {
  media_url: null;
};

async function updatesOf({ reader }: Deps, viewer: Viewer, c: Complaint, { from, to }: Window) {
  const history = await reader.history(c.id);
  const timeline = isOwn(c, viewer) ? reporterTimeline(history) : publicTimeline(history.events);
  return timeline
    .filter(({ version, at }) => version > 1 && at >= from.toISOString() && at <= to.toISOString())
    .map((entry): Update & { at: string } => ({
      at: entry.at,
      update_id: updateId(c.id, entry.version),
      service_request_id: c.id,
      status: wordOf(entry),
      updated_datetime: toSeconds(entry.at),
      // Not empty, because clients show it as the update's text.
      description: ('text' in entry && typeof entry.text === 'string' ? entry.text : undefined) ?? entry.statusLabel,
      media_url: null,
    }));
}
