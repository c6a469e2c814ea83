import { complaintsNeed } from '../constructs/complaints-need.ts';
import type { ServiceContext } from '../constructs/service-context.ts';
import { directoryNeed } from '../constructs/shared-needs.ts';
import type { FunctionFacts } from '../constructs/tanggap-function.ts';

/** Answers upload forms and links for photos. It changes no complaint and reads no photo. */
export const attachments = ({ data: { complaints, directory } }: ServiceContext): FunctionFacts => ({
  name: 'attachments',
  description: 'Signs forms to send photos with, and short-lived links to see them',
  severity: 'medium',
  errorImpact: 'A photo could not be sent or seen; the complaint itself is not touched.',
  needs: [
    complaintsNeed(complaints, { items: [{ sid: 'ReadComplaints', verbs: ['GetItem'] }] }),
    directoryNeed(directory),
  ],
  photos: ['send', 'show'],
});
