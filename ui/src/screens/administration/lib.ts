import type { AdminPersonView } from "../../lib/bindings/AdminPersonView";
import type { ErrorView } from "../../lib/bindings/ErrorView";
import type { OptionView } from "../../lib/bindings/OptionView";
import type { PersonRequest } from "../../lib/bindings/PersonRequest";
import type { RoleFormView } from "../../lib/bindings/RoleFormView";
import type { RoleView } from "../../lib/bindings/RoleView";
import type { MessageKey } from "../../lib/message-keys";
import { errorText, t, word, wordOrNone } from "../../lib/messages.svelte";
import { foldLetters } from "../../lib/text";

export type Part = "people" | "devices" | "roles" | "units" | "configuration";

export const parts: { part: Part; label: MessageKey }[] = [
  { part: "people", label: "admin-people" },
  { part: "devices", label: "admin-devices" },
  { part: "roles", label: "admin-roles" },
  { part: "units", label: "admin-units" },
  { part: "configuration", label: "admin-configuration" },
];

/** The part so many steps further on, round and round. */
export function partBeside(part: Part, steps: number): Part {
  const at = parts.findIndex((one) => one.part === part) + steps;
  return parts[(at + parts.length) % parts.length]?.part ?? part;
}

/** People of whom some word holds what was typed. */
export function peopleMatching(people: AdminPersonView[], query: string): AdminPersonView[] {
  const sought = foldLetters(query);
  return people.filter(({ userName, role, agency, groups, location }) => {
    const words = [role, agency, ...groups, ...(location ? [location] : [])].map(({ label }) => label);
    return foldLetters([userName, ...words].join(" ")).includes(sought);
  });
}

/** What may be chosen, and what is so already, even if it may not be given anew. */
export function choices(given: OptionView[], held: OptionView[]): OptionView[] {
  return [...held.filter(({ id }) => !given.some((one) => one.id === id)), ...given];
}

/** A person as they are, to be changed. */
export function asRequest(person: AdminPersonView): PersonRequest {
  const { userName, role, agency, groups, location, services, disabled, base } = person;
  const ids = (options: OptionView[]) => options.map(({ id }) => id);
  return {
    userName,
    role: role.id,
    agency: agency.id,
    groups: ids(groups),
    location: location?.id ?? null,
    services: ids(services),
    disabled,
    base,
  };
}

/** What failed without a network is not sent later. */
export function onlineText(error: ErrorView): string {
  return error.code === "relay_unreachable" ? t("admin-offline") : errorText(error);
}

/** Forms by type of records, in their order. */
export function byRecord(forms: RoleFormView[]): [RoleFormView["record"], RoleFormView[]][] {
  const records = [...new Set(forms.map(({ record }) => record))];
  return records.map((record) => [record, forms.filter((form) => form.record === record)]);
}

interface Allowed {
  resource: string;
  /** Words of those that have an effect. */
  words: string[];
  /** How many others there are. */
  others: number;
}

/** What a role allows, in words; ids that nobody worded have no effect yet. */
export function allowed({ actions }: RoleView): Allowed[] {
  return actions.map(({ resource, actions }) => {
    const words = actions.map((id) => wordOrNone("may", id)).filter((text) => text !== null);
    return {
      resource: word("resource", resource),
      words,
      others: actions.length - words.length,
    };
  });
}
