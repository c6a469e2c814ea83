/** Lists what an officer may do with a complaint now, by the rules that check the action itself: lifecycle table, guards and authorization. */
import { texts } from '../domain/complaint/action-texts.ts';
import { allowedActions } from '../domain/complaint/allowed-actions.ts';
import { archiveReasons, reasonCode } from '../domain/complaint/archive-reasons.ts';
import { guards } from '../domain/complaint/guards.ts';
import { cannotCode, cannotReasons, outcome, outcomeNames } from '../domain/complaint/outcomes.ts';
import type { Complaint } from '../domain/complaint/complaint.ts';
import { isValidOn, type Officer, type Template } from '../domain/city/records.ts';
import type { Action } from '../domain/complaint/lifecycle.ts';
import { mayCompare, mayExport, maySeeIdentity, partiesOf } from '../domain/complaint/authorization.ts';
import type { Rules } from '../domain/complaint/command.ts';
import type { StaffAction, StaffAuthorization } from '../http/views/staff-action-schemas.ts';
import { fieldsOf, isStaffAction, type StaffActionName } from './action-schemas.ts';

/** Returns the officer's actions, templates and permissions. */
export function staffAuthorization(
  officer: Officer,
  complaint: Complaint,
  rules: Rules,
  templates: readonly Template[],
): StaffAuthorization {
  const parties = partiesOf(officer, complaint, rules.coordinatorAgencyId);
  const allowed = allowedActions(complaint, parties, rules);
  return {
    actions: allowed.filter(isStaffAction).map((action) => staffAction(action, complaint, rules)),
    templates: templates
      .filter((template) => isValidOn(template, rules.now) && allowed.some((action) => action === template.action))
      .map(({ id, action, title, text }) => ({ id, action, title, text })),
    mayAttach: allowed.includes('attach'),
    mayLookAtIdentity: maySeeIdentity(officer, complaint),
    mayFindDuplicates: mayCompare(parties),
    mayExportFile: mayExport(officer),
  };
}

const reasons = reasonCode.options.map((code) => ({ code, label: archiveReasons[code] }));

const cannotCodes = cannotCode.options.map((code) => ({ code, label: cannotReasons[code] }));

/** Returns the outcomes of an answer that are possible now. */
const outcomesOf = (complaint: Complaint, rules: Rules) =>
  outcome.options
    .filter((code) => code !== 'scheduled' || guards['may-schedule'](complaint, rules) === undefined)
    .map((code) => ({ code, label: outcomeNames[code] }));

const staffAction = (action: Action & StaffActionName, complaint: Complaint, rules: Rules): StaffAction => ({
  action,
  text: texts[action].need,
  internal: texts[action].internal ?? false,
  fields: fieldsOf(action, complaint.state),
  outcomes: action === 'answer' ? outcomesOf(complaint, rules) : [],
  cannotCodes: action === 'answer' ? cannotCodes : [],
  reasons: action === 'archive' ? reasons : [],
});
