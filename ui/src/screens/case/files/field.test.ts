import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answers } from "../../../dev/answers";
import { readBlobs } from "../../../dev/blobs";
import { openCase } from "../../../dev/case";
import { dispatchKey } from "../../../lib/keys";
import { options } from "../../../lib/options.svelte";
import { CaseState } from "../case.svelte";
import Dialogs from "../Dialogs.svelte";
import FormPane from "../FormPane.svelte";

configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 30_000 });

let copies: unknown[] = [];
let blobs = 0;

beforeEach(() => {
  readBlobs();
  vi.stubGlobal(
    "ResizeObserver",
    vi.fn(function () {
      return { observe: vi.fn(), unobserve: vi.fn(), disconnect: vi.fn() };
    }),
  );
  blobs = 0;
  vi.spyOn(URL, "createObjectURL").mockImplementation(() => `blob:${(blobs += 1)}`);
  vi.spyOn(URL, "revokeObjectURL").mockImplementation(() => (blobs -= 1));
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  copies = [];
  addEventListener("keydown", dispatchKey);
  options.forget();
  mockIPC((command, payload) => {
    const args = ArrayBuffer.isView(payload) ? payload : (payload as { args: never }).args;
    if (command === "save_copy") copies.push(args);
    return structuredClone(answers[command]?.(args as never));
  });
});

afterEach(() => {
  cleanup();
  removeEventListener("keydown", dispatchKey);
  clearMocks();
  vi.unstubAllGlobals();
});

const nothing = () => undefined;

async function open(editing = false): Promise<CaseState> {
  const page = new CaseState(openCase(), "every_kind");
  await page.ready();
  if (editing) page.edit();
  const does = new Proxy({}, { get: () => nothing }) as never;
  render(FormPane, { page, does });
  await waitFor(() => {
    expect(document.querySelector("[data-rest]")).toBeNull();
  });
  const asks = { ondiscard: nothing, onrevoke: nothing, onnone: nothing, onopen: nothing, onprint: nothing };
  render(Dialogs, { page, dialog: null, ...asks, onclose: nothing });
  return page;
}

const chosen = (...names: string[]) => ({
  target: { files: names.map((name) => new File(["bytes"], name)) },
});

test("chosen files become cards; one that is refused says why where it stands, and can be dismissed", async () => {
  const page = await open(true);
  const input = screen.getByTestId<HTMLInputElement>("file-input-photo");
  expect(input.labels?.[0]?.textContent).toContain("Add photos");
  await fireEvent.change(input, chosen("one.png", "two.heic"));
  const card = await screen.findByTestId("file-photo-3");
  expect(card.textContent).toContain("Not saved yet");
  const refused = await screen.findByRole("alert");
  expect(refused.textContent).toContain("HEIC");
  expect(screen.getByTestId("files-said-photo").textContent).toContain("one.png");
  await fireEvent.click(screen.getByTestId("file-dismiss"));
  expect(screen.queryByTestId("file-coming")).toBeNull();

  await fireEvent.click(screen.getByTestId("file-edit-photo-3"));
  const words = within(card).getByTestId("input-attachment_description");
  await fireEvent.input(words, { target: { value: "At the river" } });
  expect(screen.getByTestId("file-card-photo-3").textContent).toBe("");
  await waitFor(() => {
    expect(within(screen.getByTestId("file-card-photo-3")).getByRole("img").getAttribute("alt")).toBe(
      "At the river",
    );
  });
  await fireEvent.click(within(card).getByTestId("input-attachment_is_current"));
  expect(screen.getAllByTestId("file-current")).toHaveLength(1);
  await fireEvent.click(screen.getByTestId("file-remove-photo-3"));
  expect(page.writing.newEntries("photo", null)).toEqual([]);
});

test("a saved file is removed when one saves, and may be brought back until then", async () => {
  const page = await open(true);
  await fireEvent.click(screen.getByTestId("file-remove-paper-0"));
  expect(screen.getByTestId("file-paper-0").textContent).toContain("removed when you save");
  expect(screen.getByTestId<HTMLButtonElement>("file-card-paper-0").disabled).toBe(true);
  await waitFor(() => {
    expect(document.activeElement).toBe(screen.getByTestId("file-restore-paper-0"));
  });
  await fireEvent.click(screen.getByTestId("file-restore-paper-0"));
  expect(page.edits).toEqual([]);
  await waitFor(() => {
    expect(document.activeElement).toBe(screen.getByTestId("file-edit-paper-0"));
  });
});

test("one who only reads sees the files, what is not here, and adds nothing", async () => {
  await open();
  expect(screen.queryByTestId("file-input-photo")).toBeNull();
  expect(screen.getByTestId("field-signed_too").textContent).toContain("Not recorded");
  expect(screen.getByTestId("file-photo-2").textContent).toContain("has not come to this laptop yet");
  expect(screen.getByTestId("file-paper-0").textContent).toMatch(/Letter of registration.*PDF/);
});

test("the viewer goes through the files of a question, and gives everything back", async () => {
  const page = await open();
  await waitFor(() => {
    expect(blobs).toBe(4);
  });
  const card = screen.getByTestId("file-card-photo-0");
  card.focus();
  await fireEvent.click(card);
  expect((await screen.findByTestId("viewer-picture")).getAttribute("alt")).toContain("3 May 2026");
  expect(blobs).toBe(5);
  await fireEvent.keyDown(window, { key: "ArrowRight" });
  expect(screen.getByTestId("viewer-title").textContent).toBe("On arrival");
  await fireEvent.keyDown(window, { key: "ArrowRight" });
  expect((await screen.findByTestId("viewer-error")).dataset["code"]).toBe("file_elsewhere");
  expect(screen.queryByTestId("viewer-copy")).toBeNull();
  await fireEvent.click(screen.getByTestId("viewer-next"));
  expect(screen.getByTestId("viewer-nth").textContent).toContain("3");
  document.documentElement.dir = "rtl";
  await fireEvent.click(screen.getByTestId("viewer-close"));
  expect(screen.queryByTestId("viewer")).toBeNull();
  expect(document.activeElement).toBe(card);
  await fireEvent.click(card);
  await fireEvent.keyDown(window, { key: "ArrowLeft" });
  expect(screen.getByTestId("viewer-title").textContent).toBe("On arrival");
  document.documentElement.dir = "ltr";
  page.files.close();
  await waitFor(() => {
    expect(blobs).toBe(0);
  });
});

test("a copy is written only after one has read that nothing protects it", async () => {
  await open();
  await fireEvent.click(screen.getByTestId("file-card-paper-2"));
  expect((await screen.findByTestId("viewer-table")).querySelectorAll("tr")).toHaveLength(200);
  await fireEvent.click(screen.getByTestId("viewer-copy"));
  expect(screen.getByRole("dialog", { name: /unprotected/ }).textContent).toContain("Downloads");
  expect(copies).toEqual([]);
  await fireEvent.click(screen.getByTestId("confirm-yes"));
  await waitFor(() => {
    expect(screen.getByTestId("viewer-said").textContent).toContain("households.csv");
  });
  expect(copies).toHaveLength(1);
});

test("a signature that is there may be signed again, and stays until the new one is used", async () => {
  await open(true);
  expect(screen.queryByTestId("signature-pad-signed")).toBeNull();
  await fireEvent.click(screen.getByTestId("signature-again-signed"));
  expect(screen.getByTestId("signature-pad-signed")).toBeTruthy();
  expect(screen.getByTestId<HTMLButtonElement>("signature-use-signed").disabled).toBe(true);
  await fireEvent.change(screen.getByTestId("file-input-signed"), chosen("signature.png"));
  await waitFor(() => {
    expect(screen.getByTestId("file-signed-0").textContent).toContain("removed when you save");
  });
  expect(screen.getByTestId("file-signed-1").textContent).toContain("Not saved yet");
});
