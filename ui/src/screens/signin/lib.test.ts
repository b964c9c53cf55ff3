import { expect, test } from "vitest";
import { firstChosen, secondsUntil } from "./lib";

test("the only person of a laptop need not be chosen", () => {
  const person = (userName: string) => ({ userName, damaged: false });
  expect(firstChosen([person("salma")])).toBe("salma");
  expect(firstChosen([person("salma"), person("daniel")])).toBeNull();
  expect(firstChosen([])).toBeNull();
});

test("counts down to the next try", () => {
  const delayed = { code: "password_delayed", args: { until: "10000" } };
  expect(secondsUntil(delayed, 2500)).toBe(8);
  expect(secondsUntil(delayed, 10_001)).toBe(0);
  expect(secondsUntil({ code: "wrong_password", args: {} }, 0)).toBe(0);
  expect(secondsUntil(null, 0)).toBe(0);
});
