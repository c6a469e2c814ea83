import { complaintsNeed } from '../constructs/complaints-need.ts';
import type { ServiceContext } from '../constructs/service-context.ts';
import { directoryNeed } from '../constructs/shared-needs.ts';
import type { FunctionFacts } from '../constructs/tanggap-function.ts';

/** Sanitises uploaded photos. It is separate from attachments, so that the function that reads hostile files serves no HTTP. */
export const sanitising = ({ data: { complaints, directory } }: ServiceContext): FunctionFacts => ({
  name: 'sanitising',
  description: 'Sanitises a photo that has arrived, keeps it, and records it at its complaint',
  severity: 'medium',
  errorImpact: 'A photo that was sent is not at its complaint yet; it is tried again twice.',
  // 10 MB in and out of S3 take 2 s, sanitising takes a tenth of one.
  timeoutSeconds: 30,
  needs: [
    complaintsNeed(complaints, {
      items: [
        { sid: 'ReadComplaints', verbs: ['GetItem'] },
        { sid: 'StoreEvents', verbs: ['PutItem'] },
      ],
    }),
    directoryNeed(directory),
  ],
  photos: ['read', 'discard', 'keep'],
});
