import type { Construct } from 'constructs';
import { complaintsNeed } from '../constructs/complaints-need.ts';
import type { ServiceContext } from '../constructs/service-context.ts';
import { directoryNeed } from '../constructs/shared-needs.ts';
import { TanggapFunction } from '../constructs/tanggap-function.ts';

/** Sanitises uploaded photos. It is separate from attachments, so that the function that reads hostile files serves no HTTP. */
export function sanitising(scope: Construct, context: ServiceContext): TanggapFunction {
  const { complaints, directory, attachments: bucket } = context.data;
  const made = new TanggapFunction(scope, 'Sanitising', {
    ...context,
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
  });
  bucket.letUse(made, 'read', 'discard', 'keep');
  return made;
}
