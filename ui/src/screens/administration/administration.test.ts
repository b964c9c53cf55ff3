import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test } from "vitest";
import { administration } from "../../dev/administration";
import { answers } from "../../dev/answers";
import type { SessionView } from "../../lib/bindings/SessionView";
import { frame } from "../../lib/frame.svelte";
import { dispatchKey } from "../../lib/keys";
import { homeOf } from "../../lib/records";
import Administration from "./Administration.svelte";
import { allowed, asRequest, choices, partBeside, peopleMatching } from "./lib";

let asked: [string, unknown][] = [];
let failing: { command: string; code: string } | null = null;

beforeEach(() => {
  asked = [];
  failing = null;
  window.addEventListener("keydown", dispatchKey);
  mockIPC((command, payload) => {
    const { args } = payload as { args: never };
    asked.push([command, args]);
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- as the bridge rejects
    if (command === failing?.command) throw { code: failing.code, args: {} };
    return answers[command]?.(args);
  });
});

afterEach(() => {
  cleanup();
  window.removeEventListener("keydown", dispatchKey);
  clearMocks();
  frame.enter({ screen: "cases", record: "case" });
});

const { people } = administration.admin_people({});
const press = (key: string, ctrlKey = false) => fireEvent.keyDown(document.body, { key, ctrlKey });
const of = (command: string) => asked.filter(([name]) => name === command).map(([, args]) => args);

test("people are found by whatever is known of them", () => {
  expect(peopleMatching(people, "okot").map(({ userName }) => userName)).toEqual(["daniel.okot"]);
  expect(peopleMatching(people, "block f")).toHaveLength(1);
  expect(peopleMatching(people, "clinic")).toHaveLength(1);
  expect(peopleMatching(people, "")).toHaveLength(4);
});

test("what somebody has stays a choice, even if it may not be given anew", () => {
  const option = (id: string) => ({ id, label: id });
  expect(choices([option("a")], [option("b")]).map(({ id }) => id)).toEqual(["b", "a"]);
  expect(choices([option("a")], [option("a")])).toHaveLength(1);
  expect(people[3] && asRequest(people[3]).services).toEqual(["health"]);
});

test("parts follow each other round and round, and actions without a word are counted", () => {
  expect([partBeside("people", -1), partBeside("configuration", 1)]).toEqual(["configuration", "people"]);
  const role = administration.admin_organisation({}).roles[0];
  const first = role && allowed(role)[0];
  expect(first).toEqual({ resource: "Cases", words: ["read", "write", "create"], others: 1 });
});

test("whoever has to do with no records begins with what they administer", () => {
  const session = { records: [], administers: true } as unknown as SessionView;
  expect(homeOf(session)).toEqual({ screen: "administration" });
  expect(homeOf({ ...session, administers: false })).toEqual({ screen: "cases", record: "case" });
});

test("a person is changed from the version that was shown, and what is refused stays to be mended", async () => {
  render(Administration);
  await fireEvent.click(await screen.findByTestId("change-daniel.okot"));
  await fireEvent.change(screen.getByTestId("person-role"), { target: { value: "manager" } });
  failing = { command: "put_person", code: "stale_version" };
  await press("Enter", true);
  expect((await screen.findByTestId("person-problem")).textContent).toContain("Somebody else");
  failing = null;
  await press("Enter", true);
  await expect.poll(() => screen.queryByTestId("person-save")).toBeNull();
  expect(of("put_person").at(-1)).toMatchObject({ userName: "daniel.okot", role: "manager", base: 10 });
  expect(of("admin_people")).toHaveLength(2);
});

test("nobody is disabled without being asked, and enabling needs no question", async () => {
  render(Administration);
  await fireEvent.click(await screen.findByTestId("turn-tesfaye.bekele"));
  expect(of("put_person")).toHaveLength(0);
  await fireEvent.click(screen.getByTestId("confirm-yes"));
  await expect.poll(() => of("put_person")).toHaveLength(1);
  expect(of("put_person")[0]).toMatchObject({ disabled: true });
  await fireEvent.click(await screen.findByTestId("turn-mariam.sayed"));
  await expect.poll(() => of("put_person")).toHaveLength(2);
  expect(of("put_person")[1]).toMatchObject({ disabled: false, base: 11 });
});

test("a code is made when it is asked for, and shown once", async () => {
  render(Administration);
  await fireEvent.click(await screen.findByTestId("code-daniel.okot"));
  expect(of("make_code")).toHaveLength(0);
  await fireEvent.click(screen.getByTestId("code-make"));
  expect((await screen.findByTestId("code-text")).textContent).toContain("04CSQ");
  await press("Escape");
  expect(screen.queryByTestId("code-text")).toBeNull();
});

test("a laptop is revoked only once it is said how", async () => {
  render(Administration);
  await press("2");
  await fireEvent.click(await screen.findByTestId("revoke-3"));
  expect(screen.getByTestId<HTMLButtonElement>("revoke-confirm").disabled).toBe(true);
  await fireEvent.click(screen.getByTestId("revoke-lost").querySelector("input") ?? document.body);
  await fireEvent.click(screen.getByTestId("revoke-confirm"));
  await expect.poll(() => of("revoke_device")).toEqual([{ device: 3, lost: true }]);
});

test("a role is published with the forms that it opens", async () => {
  render(Administration);
  await press("3");
  await fireEvent.click(await screen.findByTestId("role-change"));
  await fireEvent.click(screen.getByTestId("mode-health-r"));
  await fireEvent.click(screen.getByTestId("mode-incident-none"));
  await fireEvent.click(screen.getByTestId("role-save"));
  await expect.poll(() => of("change_role")).toHaveLength(1);
  expect(of("change_role")[0]).toMatchObject({ id: "worker", base: 7, forms: { basic: "rw", health: "r" } });
});

test("without contact it says that nothing was changed, and asks again when told to", async () => {
  failing = { command: "admin_people", code: "relay_unreachable" };
  render(Administration);
  expect((await screen.findByTestId("admin-problem")).textContent).toContain("nothing was changed");
  failing = null;
  await fireEvent.click(screen.getByTestId("admin-again"));
  expect(await screen.findByTestId("person-daniel.okot")).toBeTruthy();
});
