import { AwsError } from '../aws-error.ts';
import * as z from 'zod';
import type { Activity } from '../time/activity.ts';
import type { MovedClock } from '../time/moved-clock.ts';
import type { JsonObject } from '../json.ts';
import type { Functions } from '../lambda/functions.ts';
import { type JsonService } from '../services/endpoint.ts';
import type { DueSource } from '../time/timeline.ts';
import type { Machine } from './definition.ts';
import type { Execution, Executions } from './executions.ts';
import { runStretch, type Stretch } from './stretch.ts';

/** Step Functions with the template's machines. */
export type States = JsonService & {
  /** The sleeping executions, for the timeline. */
  timers: DueSource;
  /** Resumes executions that were awake at the last stop, from the end of their last wait. */
  resume: () => void;
  stop: () => Promise<void>;
};

const Start = z.object({
  stateMachineArn: z.string(),
  name: z.string().min(1).max(80),
  input: z.string().default('{}'),
});
const OfExecution = z.object({ executionArn: z.string(), error: z.string().optional(), cause: z.string().optional() });
const OfMachine = z.object({ stateMachineArn: z.string(), statusFilter: z.string().optional() });

/** Dependencies of running machines. */
export type StatesParts = {
  machines: Machine[];
  executions: Executions;
  functions: Functions;
  clock: MovedClock;
  activity: Activity;
  /** An execution fell asleep, so the next due instant may be nearer. */
  onSleep: () => void;
  onFailure: (execution: Execution) => void;
};

/** Makes the service; what is durable is in `executions`, only stretches under way are in memory. */
export function createStates(parts: StatesParts): States {
  const { machines, executions, functions, clock, activity } = parts;
  const underWay = new Map<string, Stretch>();
  const runs = new Set<Promise<void>>();
  let stopped = false;

  const machineAt = (arn: string): Machine => {
    const machine = machines.find((one) => one.arn === arn);
    if (machine === undefined) throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return machine;
  };
  const executionAt = (arn: string): Execution => {
    const execution = executions.find(arn);
    if (execution === undefined) throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return execution;
  };

  const stretch = async (execution: Execution): Promise<void> => {
    // Only a wait that ends the machine leaves no state to go on with.
    if (execution.state === null) {
      executions.update(
        execution.arn,
        { status: 'SUCCEEDED', output: execution.stateInput, stoppedAt: clock.now() },
        0,
      );
      return;
    }
    const running = runStretch(machineAt(execution.machineArn), execution, functions, clock.now);
    underWay.set(execution.arn, running);
    const end = await running.end;
    underWay.delete(execution.arn);
    if (stopped || end.kind === 'aborted') return;
    const stoppedAt = clock.now();
    if (end.kind === 'sleeps') {
      executions.update(
        execution.arn,
        { state: end.next, stateInput: JSON.stringify(end.input), due: end.due },
        end.entered,
      );
      parts.onSleep();
    } else if (end.kind === 'succeeded') {
      executions.update(
        execution.arn,
        { status: 'SUCCEEDED', output: JSON.stringify(end.output), stoppedAt },
        end.entered,
      );
    } else {
      const { error, cause } = end;
      if (executions.update(execution.arn, { status: 'FAILED', error, cause, stoppedAt }, end.entered))
        parts.onFailure({ ...execution, error, cause });
    }
  };
  const run = (execution: Execution): void => {
    const done = activity
      .during(`the execution ${execution.name}`, () => stretch(execution))
      .finally(() => runs.delete(done));
    runs.add(done);
  };

  const start = (body: JsonObject): JsonObject => {
    const { stateMachineArn, name, input } = Start.parse(body);
    const machine = machineAt(stateMachineArn);
    const arn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const existing = executions.find(arn);
    if (existing !== undefined) {
      // AWS lets the same request pass while its execution runs; a closed one keeps its name.
      if (existing.status === 'RUNNING' && existing.input === input)
        return { executionArn: arn, startDate: existing.startedAt / 1000 };
      throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    }
    JSON.parse(input);
    const execution = { arn, machineArn: stateMachineArn, name, input, state: machine.startAt, startedAt: clock.now() };
    executions.insert(execution);
    run(executionAt(arn));
    return { executionArn: arn, startDate: execution.startedAt / 1000 };
  };
  const stopOne = (body: JsonObject): JsonObject => {
    const { executionArn, error = null, cause = null } = OfExecution.parse(body);
    executionAt(executionArn);
    const stoppedAt = clock.now();
    executions.update(executionArn, { status: 'ABORTED', error, cause, stoppedAt, due: null }, 0);
    underWay.get(executionArn)?.abort();
    return { stopDate: stoppedAt / 1000 };
  };
  const asksOn = (action: string, arn: (body: JsonObject) => string) => (body: JsonObject) => [
    { action: `states:${action}`, resource: arn(body), context: new Map<string, string[]>() },
  ];
  const onExecution = (action: string) => asksOn(action, (body) => OfExecution.parse(body).executionArn);
  const onMachine = (action: string) => asksOn(action, (body) => OfMachine.parse(body).stateMachineArn);

  return {
    service: 'states',
    operations: {
      StartExecution: { asks: onMachine('StartExecution'), run: start },
      StopExecution: { asks: onExecution('StopExecution'), run: stopOne },
      DescribeExecution: {
        asks: onExecution('DescribeExecution'),
        run: (body) => describe(executionAt(OfExecution.parse(body).executionArn)),
      },
      ListExecutions: {
        asks: onMachine('ListExecutions'),
        run: (body) => {
          const { stateMachineArn, statusFilter } = OfMachine.parse(body);
          const found = executions
            .list(stateMachineArn)
            .filter((one) => statusFilter === undefined || one.status === statusFilter);
          return { executions: found.map((one) => describe(one)) };
        },
      },
    },
    timers: {
      nextDue: executions.nextDue,
      runDue: () => {
        for (const execution of executions.takeDue(clock.now())) run(execution);
      },
    },
    resume: () => {
      for (const execution of executions.awake()) run(execution);
    },
    stop: async () => {
      stopped = true;
      for (const one of underWay.values()) one.abort();
      await Promise.all(runs);
    },
  };
}

function describe(execution: Execution): JsonObject {
  const { arn, machineArn, name, status, startedAt, stoppedAt, input, output, error, cause } = execution;
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    status,
    startDate: startedAt / 1000,
    ...(stoppedAt !== null && { stopDate: stoppedAt / 1000 }),
    input,
    ...(output !== null && { output }),
    ...(error !== null && { error }),
    ...(cause !== null && { cause }),
  };
}
