import type { Construct } from 'constructs';
import { complaintsNeed } from '../constructs/complaints-need.ts';
import type { ServiceContext } from '../constructs/service-context.ts';
import { directoryNeed } from '../constructs/shared-needs.ts';
import { TanggapFunction } from '../constructs/tanggap-function.ts';

/** Answers upload forms and links for photos. It changes no complaint and reads no photo. */
export function attachments(scope: Construct, context: ServiceContext): TanggapFunction {
  const { complaints, directory, attachments: bucket } = context.data;
  const made = new TanggapFunction(scope, 'Attachments', {
    ...context,
    name: 'attachments',
    description: 'Signs forms to send photos with, and short-lived links to see them',
    severity: 'medium',
    errorImpact: 'A photo could not be sent or seen; the complaint itself is not touched.',
    needs: [
      complaintsNeed(complaints, { items: [{ sid: 'ReadComplaints', verbs: ['GetItem'] }] }),
      directoryNeed(directory),
    ],
  });
  bucket.letUse(made, 'send', 'show');
  return made;
}
