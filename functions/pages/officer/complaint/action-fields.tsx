/** Renders the fields of an action's body besides its text. */
import { byDistrict, byGroup } from '../../shell/forms/choices.ts';
import { Checkbox, Input, Select, type Group } from '../../shell/forms/form.tsx';
import { capitalized } from '../../shell/parts.tsx';
import type { Shown, StaffAction, Tried } from './shown.ts';

type Props = Shown & { action: StaffAction; field: StaffAction['fields'][number]; tried: Tried | undefined };

export function ActionField(props: Props) {
  const { desk, complaint, action, field, tried } = props;
  const { t } = desk;
  const name = `${field.name}-${action.action}`;
  const common = {
    visit: desk,
    name,
    label: t.desk.field[field.name] ?? field.name,
    value: tried?.typed[name],
    fault: tried?.faults[name],
    required: field.required,
  };
  /** The box as it was sent; before that, as the record has it. */
  const ticked = (stored: boolean): boolean => (tried ? Boolean(tried.typed[name]) : stored);
  switch (field.name) {
    case 'agencyId':
    case 'suggestedAgencyId':
      return (
        <Select
          {...common}
          first={field.required || field.name !== 'agencyId' ? t.desk.choose : t.desk.owner}
          hint={action.action === 'verify' ? t.desk.ownerHint : undefined}
          groups={agenciesFor(props)}
        />
      );
    case 'class':
      return (
        <Select {...common} first={t.desk.same} groups={[group(common.label, Object.entries(t.admin.value.class))]} />
      );
    case 'serviceCode':
      return <Select {...common} first={t.desk.same} groups={byGroup(props.lists.services)} />;
    case 'areaCode':
      return <Select {...common} first={t.desk.same} groups={byDistrict(props.lists.areas)} />;
    case 'track':
      return <Select {...common} first={t.desk.same} groups={[group(common.label, Object.entries(t.desk.track))]} />;
    case 'reasonCode':
      return <Coded {...common} codes={action.reasons} />;
    case 'outcome':
      return <Coded {...common} hint={t.desk.outcomeHint} codes={action.outcomes} />;
    case 'cannotCode':
      return <Coded {...common} hint={t.desk.cannotHint} codes={action.cannotCodes} />;
    case 'scheduledOn':
      return <Input {...common} type="date" hint={t.desk.scheduledHint} />;
    case 'parentId':
      return <Input {...common} hint={t.track.numberHint} maxLength={20} />;
    case 'anonymous':
      return <Checkbox {...common} hint={t.desk.anonymousHint} checked={ticked(complaint.anonymous)} />;
    case 'confidential':
      return <Checkbox {...common} hint={t.desk.confidentialHint} checked={ticked(complaint.confidential)} />;
  }
}

type CodedProps = Omit<Parameters<typeof Select>[0], 'groups' | 'first'> & {
  codes: StaffAction['reasons'] | StaffAction['outcomes'] | StaffAction['cannotCodes'];
};

const Coded = ({ codes, ...props }: CodedProps) => (
  <Select
    {...props}
    first={props.visit.t.desk.choose}
    groups={[
      group(
        props.label,
        codes.map(({ code, label }) => [code, label]),
      ),
    ]}
  />
);

const group = (label: string, entries: readonly (readonly [string, string])[]): Group => ({
  label,
  options: entries.map(([value, text]) => ({ value, text })),
});

/** For `release` the agencies that help; otherwise all but the accountable one. */
function agenciesFor({ desk, complaint, agencies, action }: Props): Group[] {
  const { contributing, agency: owner } = complaint;
  if (action.action === 'release')
    return [
      group(
        desk.t.desk.facts.contributing,
        contributing.map((id) => [id, agencies.find((one) => one.id === id)?.name ?? id]),
      ),
    ];
  const kinds: Record<string, string> = desk.t.admin.value.agencyKind;
  const left = agencies.filter(({ id }) => id !== owner?.id);
  return [...Map.groupBy(left, ({ kind }) => kind)].map(([kind, members]) =>
    group(
      capitalized(kinds[kind] ?? kind),
      members.map(({ id, name }) => [id, name]),
    ),
  );
}
