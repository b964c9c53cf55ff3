import { expect, test } from "vitest";
import { lent, peopleMatching } from "./lib";

const people = [
  { userName: "amal", agency: "Nour Clinic", roleLabel: "Health worker" },
  { userName: "tesfaye", agency: "Hands for Children", roleLabel: "Caseworker" },
];

test("finds people by name, agency or role", () => {
  expect(peopleMatching(people, "")).toHaveLength(2);
  expect(peopleMatching(people, "nour")).toEqual([people[0]]);
  expect(peopleMatching(people, "CASE")).toEqual([people[1]]);
});

test("a form lent to write stands once", () => {
  expect(lent({ reads: ["Identity", "Services"], writes: ["Services"] })).toEqual([
    { label: "Identity", writes: false },
    { label: "Services", writes: true },
  ]);
});
