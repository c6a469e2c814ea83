import type { DataStack } from '../stacks/data-stack.ts';
import type { FunctionSurroundings } from './tanggap-function.ts';

/** Parts that the functions of the service are built from. */
export interface ServiceContext extends FunctionSurroundings {
  readonly data: Pick<DataStack, 'complaints' | 'identities' | 'directory' | 'attachments' | 'keys'>;
}
