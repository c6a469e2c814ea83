/** Maps complaints to lines of a queue. */
import type { Complaint } from '../domain/complaint/complaint.ts';
import type { PublicLists } from '../domain/complaint/ports.ts';
import type { Directory } from '../domain/city/ports.ts';
import type { Rules } from '../domain/complaint/command.ts';
import { staffListItem } from '../http/views/complaint-view.ts';
import { countdownOf } from '../http/views/countdown.ts';
import type { QueueItem } from '../http/views/view-schemas.ts';

export type Deps = { lists: Pick<PublicLists, 'reports'>; directory: Directory };

/** Maximum characters of an excerpt: two lines of a narrow screen. */
const excerptLength = 120;

/** Returns the lines, with names from the directory and excerpts of the reports. */
export async function queueItems(
  { lists, directory }: Deps,
  complaints: readonly Complaint[],
  rules: Rules,
): Promise<QueueItem[]> {
  const reports = await lists.reports(complaints.map(({ id }) => id));
  return Promise.all(
    complaints.map(async (c) => {
      const [service, area, agency] = await Promise.all([
        directory.service(c.serviceCode),
        directory.area(c.areaCode),
        directory.agency(c.agencyId),
      ]);
      return {
        ...staffListItem(c, rules.now),
        ...countdownOf(c, rules),
        serviceName: service?.name ?? null,
        areaName: area?.name ?? null,
        agencyName: agency?.name ?? null,
        excerpt: excerptOf(reports.get(c.id)),
      };
    }),
  );
}

function excerptOf(text: Record<string, string> | undefined): string | null {
  const words = [...(text?.['title'] ?? text?.['description'] ?? '').replaceAll(/\s+/g, ' ').trim()];
  if (words.length === 0) return null;
  return words.length > excerptLength ? `${words.slice(0, excerptLength).join('').trimEnd()}…` : words.join('');
}
