import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CountedRequest } from "../../lib/bindings/CountedRequest";
import type { KeyView } from "../../lib/bindings/KeyView";
import FilterDialog from "./FilterDialog.svelte";
import { oneOf } from "./lib";
import { listOf } from "./list.svelte";

let values: string[] = [];

beforeEach(() => {
  mockIPC((_, payload) => {
    const { search } = (payload as { args: CountedRequest }).args;
    const found = values.filter((value) => value.startsWith(search));
    return { values: found.map((value) => ({ value, label: value, count: 1 })), more: 0 };
  });
});

afterEach(() => {
  cleanup();
  clearMocks();
});

async function ask(): Promise<void> {
  const list = listOf("case");
  const place: KeyView = { key: "place", label: "Place", form: null, kind: "choice" };
  list.keys = [place];
  render(FilterDialog, { list, begin: oneOf("place", "camp a"), onclose: () => undefined });
  await screen.findAllByTestId("filter-value");
}

test("a value is sought only where there are too many to be seen at a glance", async () => {
  values = ["camp a", "camp b"];
  await ask();
  expect(screen.queryByTestId("filter-values-find")).toBeNull();
});

test("many values are narrowed by typing, and the box stays when few are left", async () => {
  values = Array.from({ length: 12 }, (_, nth) => `${nth} camp`);
  await ask();
  await fireEvent.input(screen.getByTestId("filter-values-find"), { target: { value: "7" } });
  await expect.poll(() => screen.getAllByTestId("filter-value").length).toBe(1);
  expect(screen.queryByTestId("filter-values-find")).not.toBeNull();
});
