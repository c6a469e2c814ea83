import type { Activity } from './time/activity.ts';
import type { MovedClock } from './time/moved-clock.ts';
import type { TerminalLog } from './terminal-log.ts';
import { createCapacity } from './dynamodb/capacity.ts';
import type { Engine } from './dynamodb/engine.ts';
import { createProxy } from './dynamodb/proxy.ts';
import { declaredTables } from './dynamodb/tables.ts';
import { createFaults } from './faults.ts';
import { createEventBus } from './events/event-bus.ts';
import { readAudience } from './http/authorizer.ts';
import { createDynamoAsks } from './iam/dynamodb-asks.ts';
import { createGuard } from './iam/guard.ts';
import { readPolicies } from './iam/policies.ts';
import { readResourcePolicies } from './iam/resource-policies.ts';
import { openAsyncEvents } from './lambda/async-events.ts';
import { loadFunctions } from './lambda/functions.ts';
import { readMappings } from './lambda/mappings.ts';
import { readMachines } from './machine/definition.ts';
import { openExecutions } from './machine/executions.ts';
import { createStates } from './machine/states.ts';
import { openScheduler } from './scheduler/scheduler.ts';
import { readBuckets } from './s3/buckets.ts';
import { openObjects } from './s3/objects.ts';
import { createS3 } from './s3/s3.ts';
import { createEndpoint } from './services/endpoint.ts';
import { createKms } from './services/kms.ts';
import { openMessages } from './services/messages.ts';
import { openOutbox } from './services/outbox.ts';
import { readQueues } from './services/queues.ts';
import { createSns } from './services/sns.ts';
import { createSqs } from './services/sqs.ts';
import { createSsm } from './services/ssm.ts';
import type { State } from './state.ts';
import { lastPart, type Template } from './template/template.ts';
import type { Timeline } from './time/timeline.ts';
import { missingWiringPermissions } from './iam/wiring.ts';

/** Parts that all services share. */
export type Ground = {
  template: Template;
  state: State;
  clock: MovedClock;
  activity: Activity;
  timeline: Timeline;
  terminal: TerminalLog;
  engine: Engine;
  /** Most invocations at once of all functions together. */
  concurrency: number | undefined;
};

/** The AWS services of the local cloud, with their state. */
export type Services = ReturnType<typeof createServices>;

/** Makes the services. Throws when the template's wiring lacks a permission that AWS would want. */
export function createServices({ template, state, clock, activity, timeline, terminal, engine, concurrency }: Ground) {
  const functions = loadFunctions(template, { clock, activity, concurrency, onOutput: terminal.output });
  const mappings = readMappings(template, functions);
  const machines = readMachines(template, functions);
  const policies = readPolicies(template);
  const resources = readResourcePolicies(template);
  const missing = missingWiringPermissions(template, policies, resources, { functions, mappings, machines });
  if (missing.length > 0) throw new Error(`The template's wiring lacks permissions:\n${missing.join('\n')}`);

  const guard = createGuard(functions, policies, resources);
  const faults = createFaults();
  const capacity = createCapacity();
  const queues = readQueues(template);
  const messages = openMessages(state, clock, queues);
  const outbox = openOutbox(state);
  const executions = openExecutions(state);
  const sendToQueue = (arn: string, body: string): void => {
    const queue = queues.get(lastPart(arn));
    if (queue === undefined) throw new Error(`${arn} names no queue of the template.`);
    messages.send(queue, { body });
  };
  const asyncEvents = openAsyncEvents(template, state, functions, clock, sendToQueue);
  const states = createStates({
    machines,
    executions,
    functions,
    clock,
    activity,
    onSleep: timeline.arm,
    onFailure: terminal.failedExecution,
  });
  timeline.add(openScheduler(template, state, clock, asyncEvents));
  timeline.add(states.timers);
  activity.ask(asyncEvents.leftToDo);

  let tellWrite = (): void => undefined;
  const asks = createDynamoAsks(
    declaredTables(template).map(({ table }) => table),
    template.place.region,
  );
  const dynamodb = createProxy({
    endpoint: engine.endpoint,
    guard,
    faults,
    capacity,
    asks,
    onWrite: () => tellWrite(),
  });
  const sns = createSns({ template, outbox, clock, guard, faults, onSms: terminal.sms, onNotice: terminal.notice });
  const s3 = createS3({
    buckets: readBuckets(template),
    objects: openObjects(state, clock),
    events: createEventBus(template, clock, asyncEvents.add),
    clock,
    guard,
    faults,
  });
  const kms = createKms(template, state);
  const ssm = createSsm(kms, state, template.place.region);
  const json = {
    TrentService: kms,
    AmazonSSM: ssm,
    AmazonSQS: createSqs(queues, messages),
    AWSStepFunctions: states,
  };
  const invoke = async (name: string, payload: string): Promise<{ error: boolean; payload: string }> => {
    const outcome = await functions.invoke(functions.find(name), payload);
    return outcome.ok
      ? { error: false, payload: outcome.payload }
      : { error: true, payload: JSON.stringify(outcome.error) };
  };
  return {
    functions,
    mappings,
    queues,
    messages,
    outbox,
    executions,
    faults,
    capacity,
    /** Audience of tokens, as the template's authorizers want it. */
    audience: readAudience(template),
    kms,
    ssm,
    sendToQueue,
    /** Resumes work that was under way at the last stop. */
    resume: (): void => {
      states.resume();
      asyncEvents.resume();
    },
    /** The endpoint that answers for all of them. */
    endpoint: (customResource: (path: string, body: string) => void) =>
      createEndpoint({ json, dynamodb, sns, s3, customResource, invoke, guard, faults }),
    /** Sets the listener of each write to a table. */
    onWrite: (listener: () => void): void => {
      tellWrite = listener;
    },
    stop: async (): Promise<void> => {
      await functions.stop();
      await states.stop();
      await asyncEvents.stop();
    },
  };
}
