import { expect, test } from "vitest";
import type { KeyView } from "../../lib/bindings/KeyView";
import { asksOf, best, complete, found } from "./clause";
import { oneOf, withClause } from "./lib";

const blank = { key: "age", values: [], from: null, to: null, days: null };

test("a filter is ready once nothing is missing, and has no more than it asks", () => {
  expect(complete({ ...blank, is: "any" })).toBeNull();
  expect(complete({ ...oneOf("sex", "female"), from: "1", days: 7 })).toEqual(oneOf("sex", "female"));
  expect(complete({ ...blank, is: "between", from: " ", to: "" })).toBeNull();
  expect(complete({ ...blank, is: "between", from: " 5 ", to: "" })).toEqual({
    ...blank,
    is: "between",
    from: "5",
  });
  expect(complete({ ...blank, is: "last_days", days: 0 })).toBeNull();
  expect(complete({ ...blank, is: "before", days: 90 })).toEqual({ ...blank, is: "before", days: 90 });
  expect(complete({ ...blank, is: "empty", values: ["x"] })).toEqual({ ...blank, is: "empty" });
});

test("each kind of key asks something, and what is there or not has no values", () => {
  for (const kind of ["choice", "days", "number", "there"] as const) expect(asksOf(kind)).not.toEqual([]);
  expect(asksOf("there")).toEqual(["filled", "empty"]);
});

test("keys are found by words of their label and of their form", () => {
  const key = (name: string, label: string, form: string | null): KeyView => ({
    key: name,
    label,
    form,
    kind: "choice",
  });
  const keys = [
    key("@owner", "Owner", null),
    key("sex", "Sex", "Basic identity"),
    key("risk", "Risk level", "Consent"),
  ];
  const heads = (typed: string) =>
    found(keys, typed, "Work").map(({ head, keys: some }) => [head, ...some.map((one) => one.key)]);
  expect(heads("")).toEqual([
    ["Work", "@owner"],
    ["Basic identity", "sex"],
    ["Consent", "risk"],
  ]);
  expect(heads("IDENT sex")).toEqual([["Basic identity", "sex"]]);
  expect(heads("nothing")).toEqual([]);
  const ages = [
    key("@agency", "Owner's agency", null),
    key("x", "Age of mother", null),
    key("@age", "Age", null),
  ];
  expect(best(ages, "age", "Work")?.key).toBe("@age");
  expect(best(ages, "age of", "Work")?.key).toBe("x");
  expect(best(ages, "agency", "Work")?.key).toBe("@agency");
  expect(best(ages, "none", "Work")).toBeUndefined();
});

test("a new filter takes the place of the one of the same key", () => {
  const clauses = withClause([oneOf("sex", "male"), oneOf("risk", "high")], oneOf("sex", "female"));
  expect(clauses).toEqual([oneOf("risk", "high"), oneOf("sex", "female")]);
});
