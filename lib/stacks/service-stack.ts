import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { Alarms } from '../constructs/alarms.ts';
import { CityApi } from '../constructs/city-api.ts';
import { CitySchedules } from '../constructs/city-schedules.ts';
import { DeadlineMachine } from '../constructs/deadline-machine.ts';
import { DirectorySeed } from '../constructs/directory-seed.ts';
import * as functions from '../functions/index.ts';
import { OfficerTopic } from '../constructs/officer-topic.ts';
import { addSmsAccountAlarms } from '../constructs/sms-account-alarms.ts';
import { addServiceAlarms } from '../constructs/service-alarms.ts';
import type { ServiceContext } from '../constructs/service-context.ts';
import { messageQueue, webhookQueue } from '../constructs/service-queues.ts';
import { SmsFailureLog } from '../constructs/sms-failure-log.ts';
import { StreamConsumer } from '../constructs/stream-consumer.ts';
import { TanggapFunction, type FunctionFacts } from '../constructs/tanggap-function.ts';
import { UploadEvents } from '../constructs/upload-events.ts';
import type { DataStack } from './data-stack.ts';
import type { Deployment } from './deployment.ts';
import type { FunctionName } from '../functions/function-names.ts';
import { open311Routes } from '../functions/open311-routes.ts';
import { pageRoutes } from '../functions/page-routes.ts';

/** Properties of the service stack. */
export interface ServiceStackProps extends StackProps {
  readonly deployment: Deployment;
  readonly data: DataStack;
  /** The code of each function; tests give inline code, so that they need no bundling. */
  readonly codeFor: (name: FunctionName) => Code;
  /** The city's directory items as JSON, as they lie beside the seed function's code. */
  readonly seedJson: string;
}

/** Holds the resources that can be removed and deployed again: functions and their triggers, queues, deadlines, alarms. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const { deployment, data, codeFor, seedJson } = props;
    const alarms = new Alarms(this, 'Alarms', { deployment });
    const context: ServiceContext = { deployment, data, alarms, codeFor };
    const make = (functionId: string, facts: FunctionFacts): TanggapFunction => {
      const made = new TanggapFunction(this, functionId, { ...context, ...facts });
      if (facts.photos) data.attachments.letUse(made, ...facts.photos);
      return made;
    };

    const officers = new OfficerTopic(this, 'OfficerTopic', deployment);
    const messages = messageQueue(this, alarms, functions.deliveryTimeoutSeconds);
    const events = webhookQueue(this, alarms, functions.webhooksTimeoutSeconds);
    const intake = make('Intake', functions.intake(context));
    const conversation = make('Conversation', functions.conversation(context));
    const query = make('Query', functions.query(context));
    const followUp = make('FollowUp', functions.followUp(context));
    const identity = make('Identity', functions.identity(context));
    const routing = make('Routing', functions.routing(context));
    const notification = make('Notification', functions.notification(context, { messages, webhooks: events }));
    const delivery = make('Delivery', functions.delivery(context, officers, messages));
    const webhooks = make('Webhooks', functions.webhooks(context, messages));
    const escalation = make('Escalation', functions.escalation(context));
    const directory = make('DirectoryAdmin', functions.directory(context));
    const attachments = make('Attachments', functions.attachments(context));
    const sanitising = make('Sanitising', functions.sanitising(context));
    const pages = make('Pages', functions.pages(context, this));
    const seed = make('Seed', functions.seed(context));

    const api = new CityApi(this, 'Http', {
      deployment,
      alarms,
      officers: data.officers,
      routes: [
        {
          target: intake,
          anyone: [
            'POST /v1/complaints',
            'POST /v1/complaints/{trackingId}/join',
            'POST /v1/danger',
            ...open311Routes.intake,
          ],
          staff: ['POST /v1/staff/complaints'],
        },
        { target: conversation, anyone: ['POST /sms/inbound'] },
        {
          target: query,
          anyone: [
            'GET /v1/complaints',
            'GET /v1/complaints/{trackingId}',
            ...open311Routes.query,
            'POST /v1/complaints/candidates',
            'GET /v1/services',
            'GET /v1/areas',
            'GET /v1/agencies',
            'GET /openapi.json',
            'GET /docs',
            'GET /v1/statistics',
            'GET /v1/statistics/open',
            'GET /v1/statistics/areas',
            '$default',
          ],
        },
        {
          target: followUp,
          anyone: ['POST /v1/complaints/{trackingId}/actions/{action}', ...open311Routes.followUp],
          staff: [
            'GET /v1/staff/me',
            'GET /v1/staff/complaints',
            'GET /v1/staff/complaints/{trackingId}',
            'GET /v1/staff/complaints/{trackingId}/duplicates',
            'GET /v1/staff/complaints/{trackingId}/ombudsman-file',
            'POST /v1/staff/complaints/{trackingId}/actions/{action}',
          ],
        },
        {
          target: attachments,
          anyone: [
            'POST /v1/complaints/{trackingId}/attachments',
            'GET /v1/complaints/{trackingId}/attachments/{attachmentId}',
          ],
          staff: [
            'POST /v1/staff/complaints/{trackingId}/attachments',
            'GET /v1/staff/complaints/{trackingId}/attachments/{attachmentId}',
          ],
        },
        { target: pages, anyone: [...pageRoutes] },
        { target: identity, staff: ['GET /v1/staff/complaints/{trackingId}/identity'] },
        {
          target: directory,
          staff: [
            'GET /v1/admin/{kind}',
            'GET /v1/admin/{kind}/{id}',
            'GET /v1/admin/{kind}/{id}/edits',
            'PUT /v1/admin/{kind}/{id}',
            'PUT /v1/admin/holidays/{year}/{date}',
            'DELETE /v1/admin/holidays/{year}/{date}',
            'GET /v1/admin/officers/{subject}/handover',
            'POST /v1/admin/clients/{clientId}/keys',
            'DELETE /v1/admin/clients/{clientId}/keys/{keyId}',
            'GET /v1/admin/subscriptions/{id}/secrets',
            'POST /v1/admin/subscriptions/{id}/secrets',
            'DELETE /v1/admin/subscriptions/{id}/secrets/{secretId}',
            'PUT /v1/admin/subscriptions/{id}/relay-token',
          ],
        },
      ],
    });

    // Parameters, because the API's address and the client's key exist only after the deployment.
    pages.lambda.addEnvironment('API_URL', api.url);
    for (const { lambda } of [pages, query]) lambda.addEnvironment('PUBLIC_URL', deployment.publicUrl ?? api.url);
    pages.lambda.addEnvironment('OIDC_ISSUER', api.login.issuer);
    pages.lambda.addEnvironment('OIDC_CLIENT_ID', api.login.pagesClientId);

    const deadlines = new DeadlineMachine(this, 'Deadlines', {
      deployment,
      alarms,
      escalation,
      taskTimeoutSeconds: functions.escalationTimeoutSeconds + 10,
    });
    deadlines.letStartAndStop(routing);

    new StreamConsumer(this, 'RoutingStream', {
      alarms,
      table: data.complaints,
      name: 'routing',
      consumer: routing,
      impact: functions.routingImpact,
    });
    new StreamConsumer(this, 'NotificationStream', {
      alarms,
      table: data.complaints,
      name: 'notification',
      shows: 'sms-too',
      consumer: notification,
      impact: functions.notificationImpact,
    });
    new StreamConsumer(this, 'CalendarStream', {
      alarms,
      table: data.directory,
      name: 'calendar',
      consumer: escalation,
      impact: functions.calendarImpact,
      shows: 'calendar-only',
    });
    messages.deliverTo(delivery);
    if (deployment.smsFailureLog) {
      new SmsFailureLog(this, 'SmsFailures', { retentionDays: deployment.logRetentionDays, target: delivery });
      addSmsAccountAlarms(alarms, deployment.smsMonthlyLimitUsd);
    }
    events.deliverTo(webhooks);
    new UploadEvents(this, 'Uploads', { alarms, bucket: data.attachments, sanitising });

    const schedules = new CitySchedules(this, 'Schedules', { deployment, alarms });
    schedules.add({
      name: 'held-messages',
      description: 'Sends what quiet hours (21:00 to 07:00) and caps held back',
      cron: '0 7-20 * * ? *',
      target: delivery,
      task: 'release-held',
      // Retried until the next hour's run.
      retrySeconds: 50 * 60,
    });
    schedules.add({
      name: 'daily-digest',
      description: 'Tells liaisons who want it what is new, due soon and late',
      // Before the office opens.
      cron: '30 7 ? * MON-FRI *',
      target: delivery,
      task: 'digest',
      retrySeconds: 2 * 60 * 60,
    });
    if (deployment.smsFailureLog)
      schedules.add({
        name: 'sms-account',
        description: 'Has SNS log failed SMS, and asks whether the account may send to every number',
        cron: '0 6 * * ? *',
        target: delivery,
        task: 'sms-account',
        retrySeconds: 2 * 60 * 60,
      });
    schedules.add({
      name: 'nightly-sweep',
      description: 'Finds deadlines that were lost and complaints behind the calendar',
      // After midnight, when due deadlines wake by themselves, and before the offices open.
      cron: '0 2 * * ? *',
      target: escalation,
      task: 'sweep',
      retrySeconds: 4 * 60 * 60,
    });
    addServiceAlarms(alarms);

    const directorySeed = new DirectorySeed(this, 'DirectorySeed', { seed, city: deployment.city, seedJson });
    this.#output({
      ApiUrl: api.url,
      ComplaintsTable: data.complaints.tableName,
      IdentitiesTable: data.identities.tableName,
      DirectoryTable: data.directory.tableName,
      OfficerTopicArn: officers.topicArn,
      DirectorySeed: directorySeed.summary,
      ...api.login.outputs,
    });
  }

  /** Stack outputs under exactly these names: commands and the README read them. */
  #output(values: Record<string, string>): void {
    for (const [name, value] of Object.entries(values)) {
      new CfnOutput(this, `${name}Output`, { value }).overrideLogicalId(name);
    }
  }
}
