import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import * as z from 'zod';
import { isObject, objectAt, parseObject, stringAt, type Json, type JsonObject } from '../json.ts';
import type { Functions } from '../lambda/functions.ts';
import { lastPart, type Template } from '../template/template.ts';

/** A state machine of the template, prepared to run in stretches between its waits. */
export type Machine = {
  name: string;
  arn: string;
  role: string;
  startAt: string;
  waits: Map<string, Wait>;
  /** Task states: the function each invokes, and whether through the `lambda:invoke` integration. */
  tasks: Map<string, { functionArn: string | undefined; integration: boolean }>;
  /** The interpreter, starting at a state. */
  startingAt: (state: string) => StateMachine;
  /** Delay of each state with a Retry before it tries again, in ms. */
  retryIntervals: Record<string, number>;
};

/** Duration of a Wait and its next state; undefined ends the execution. */
type Wait = { timing: JsonObject; next: string | undefined };

const MachineProperties = z.object({
  DefinitionString: z.string().optional(),
  Definition: z.record(z.string(), z.unknown()).optional(),
  RoleArn: z.string(),
  StateMachineType: z.literal('STANDARD').default('STANDARD'),
});

const INVOKE = 'arn:aws:states:::lambda:invoke';
/** The interpreter times a task out after 60 s where AWS would not; a function's own timeout ends it before this. */
const TASK_SECONDS = 900;
/** Fields that the interpreter ignores silently. A definition that has one would run differently here, so it is refused. */
const NOT_KNOWN = ['Assign', 'Output', 'Arguments', 'HeartbeatSeconds', 'HeartbeatSecondsPath'];
/** Retries stay on the real clock. This interval replaces each retrier's, which takes half a minute. */
const RETRY_MS = 500;

/** The state machines of the template. Throws when one has something that would not run as on AWS. */
export function readMachines(template: Template, functions: Functions): Machine[] {
  return template.of('AWS::StepFunctions::StateMachine', MachineProperties).map(({ names, properties }) => {
    const definition =
      properties.DefinitionString === undefined
        ? (properties.Definition as JsonObject)
        : parseObject(properties.DefinitionString);
    return prepare(names.attributes['Name'] ?? '', names.ref, lastPart(properties.RoleArn), definition, functions);
  });
}

function prepare(name: string, arn: string, role: string, definition: JsonObject, functions: Functions): Machine {
  refuseUnknown(name, definition);
  // Validates once: it takes 0.1 s of the event loop each time.
  void new StateMachine(asDefinition(definition), { validationOptions: { checkArn: false } });
  const waits = new Map<string, Wait>();
  const tasks = new Map<string, { functionArn: string | undefined; integration: boolean }>();
  const retryIntervals: Record<string, number> = {};
  const states = Object.entries(objectAt(definition, 'States')).map(([state, body]) => {
    const inner = isObject(body) ? body : {};
    if (inner['Retry'] !== undefined) retryIntervals[state] = RETRY_MS;
    const type = stringAt(inner, 'Type') ?? '';
    switch (type) {
      case 'Wait':
        waits.set(state, { timing: inner, next: stringAt(inner, 'Next') });
        return [state, waitAsTask(inner)] as const;
      case 'Task':
        tasks.set(state, readTask(name, state, inner, functions));
        return [state, { TimeoutSeconds: TASK_SECONDS, ...inner }] as const;
      case 'Map':
      case 'Parallel':
        throw new Error(`${name} has the ${type} state ${state}, which the local cloud does not run.`);
      default:
        return [state, inner] as const;
    }
  });
  const prepared = new Map<string, StateMachine>();
  return {
    name,
    arn,
    role,
    startAt: stringAt(definition, 'StartAt') ?? '',
    waits,
    tasks,
    retryIntervals,
    startingAt: (state) => {
      const known = prepared.get(state);
      if (known !== undefined) return known;
      const stretch = { StartAt: state, States: Object.fromEntries(states) };
      const machine = new StateMachine(asDefinition(stretch), { validationOptions: { noValidate: true } });
      prepared.set(state, machine);
      return machine;
    },
  };
}

/** A Wait ends the stretch; its handler notes that it was reached. */
function waitAsTask(wait: JsonObject): JsonObject {
  const paths = Object.fromEntries(Object.entries(wait).filter(([key]) => key === 'InputPath' || key === 'OutputPath'));
  return { ...paths, Type: 'Task', Resource: 'local:wait', TimeoutSeconds: TASK_SECONDS, End: true };
}

function readTask(machine: string, state: string, task: JsonObject, functions: Functions) {
  const resource = stringAt(task, 'Resource') ?? '';
  if (resource === INVOKE) {
    const named = stringAt(objectAt(task, 'Parameters'), 'FunctionName');
    return { functionArn: named === undefined ? undefined : functions.find(named).arn, integration: true };
  }
  if (!resource.includes(':lambda:') || resource.includes(':states:::')) {
    throw new Error(`${machine}'s task ${state} uses ${resource}, which the local cloud does not know.`);
  }
  return { functionArn: functions.find(resource).arn, integration: false };
}

function refuseUnknown(name: string, value: Json): void {
  if (Array.isArray(value)) for (const entry of value) refuseUnknown(name, entry);
  if (!isObject(value)) return;
  if ((value['QueryLanguage'] ?? 'JSONPath') !== 'JSONPath')
    throw new Error(`${name} uses JSONata; only JSONPath runs here.`);
  const states = objectAt(value, 'States');
  for (const [state, body] of Object.entries(states)) {
    const unknown = NOT_KNOWN.find((key) => isObject(body) && body[key] !== undefined);
    if (unknown !== undefined)
      throw new Error(`${name}'s state ${state} uses ${unknown}, which the local cloud does not run.`);
  }
  if (value['TimeoutSeconds'] !== undefined && value['States'] !== undefined) {
    throw new Error(`${name} has a TimeoutSeconds of its own, which the local cloud does not run.`);
  }
}

function asDefinition(definition: JsonObject): StateMachineDefinition {
  // The library types each state kind by name; what it cannot run was refused by name above, and it validates the rest itself.
  return definition as unknown as StateMachineDefinition;
}
