/** Answers CloudFormation's custom-resource request. CloudFormation waits an hour for a missing answer, so a failure is answered too. */
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';

/** Runs the work and PUTs its outcome to the request's ResponseURL. */
export async function answerCloudFormation(
  event: CloudFormationCustomResourceEvent,
  work: () => Promise<Record<string, string>>,
): Promise<void> {
  const { StackId, RequestId, LogicalResourceId } = event;
  const PhysicalResourceId = 'PhysicalResourceId' in event ? event.PhysicalResourceId : LogicalResourceId;
  const outcome = await work().then(
    (Data) => ({ Status: 'SUCCESS', Data }),
    (error: unknown) => ({ Status: 'FAILED', Reason: error instanceof Error ? error.message : String(error) }),
  );
  const response = await fetch(event.ResponseURL, {
    method: 'PUT',
    headers: { 'content-type': '' },
    body: JSON.stringify({ StackId, RequestId, LogicalResourceId, PhysicalResourceId, ...outcome }),
  });
  if (!response.ok) throw new Error(`CloudFormation did not take the answer: ${response.status}`);
}
