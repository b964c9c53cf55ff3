import { expect, test } from "vitest";
import { lastDays, lent, offering, peopleMatching } from "./lib";

const people = [
  {
    userName: "amal",
    agency: "Nour Clinic",
    roleLabel: "Health worker",
    place: "Zaatari",
    services: ["health"],
  },
  { userName: "tesfaye", agency: "Hands for Children", roleLabel: "Caseworker", place: null, services: [] },
];

test("finds people by name, agency, role or place", () => {
  expect(peopleMatching(people, "")).toHaveLength(2);
  expect(peopleMatching(people, "nour")).toEqual([people[0]]);
  expect(peopleMatching(people, "CASE")).toEqual([people[1]]);
  expect(peopleMatching(people, "zaat")).toEqual([people[0]]);
});

test("those who offer the service come alone, and everybody where nobody does", () => {
  expect(offering(people, "health")).toEqual([people[0]]);
  expect(offering(people, "shelter")).toEqual(people);
  expect(offering(people, null)).toEqual(people);
});

test("last days are a week and whole months away", () => {
  const days = lastDays(new Date("2026-11-26T21:30:00Z")).map(({ iso }) => iso);
  expect(days).toEqual(["2026-12-03", "2026-12-26", "2027-02-26", "2027-05-26"]);
});

test("a form lent to write stands once", () => {
  expect(lent({ reads: ["Identity", "Services"], writes: ["Services"] })).toEqual([
    { label: "Identity", writes: false },
    { label: "Services", writes: true },
  ]);
});
