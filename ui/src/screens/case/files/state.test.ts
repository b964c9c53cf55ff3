import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readBlobs } from "../../../dev/blobs";
import { openCase } from "../../../dev/case";
import { draftedFiles, fileAnswers } from "../../../dev/files";
import { consequencesOf } from "../../../dev/rules";
import type { CaseView } from "../../../lib/bindings/CaseView";
import type { EditRequest } from "../../../lib/bindings/EditRequest";
import { CaseState } from "../case.svelte";
import { CURRENT, FILE } from "./cards";
import { Smalls } from "./smalls";

const commands = fileAnswers((code) => {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- as the bridge rejects
  throw { code, args: {} };
});
let kept: EditRequest[][] = [];
/** Holds the app back until it is let go on. */
let gate: Promise<void> = Promise.resolve();
const attached: string[] = [];

beforeEach(() => {
  readBlobs();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  kept = [];
  attached.length = 0;
  gate = Promise.resolve();
  mockIPC(async (command, payload) => {
    if (command === "attach") {
      await gate;
      const body = payload as Uint8Array<ArrayBuffer>;
      attached.push(
        (JSON.parse(new TextDecoder().decode(body).split("\n")[0] ?? "") as { name: string }).name,
      );
      return commands.attach(body);
    }
    const { args } = payload as { args: never };
    if (command === "file_bytes") return commands.file_bytes(args);
    if (command === "keep_draft") kept.push((args as { edits: EditRequest[] }).edits);
    if (command === "consequences") return consequencesOf(openCase().forms, []);
    return null;
  });
});

afterEach(() => {
  vi.useRealTimers();
  clearMocks();
});

const place = { fieldId: "photo", outer: null };
const picture = (name: string) => new File(["bytes"], name, { type: "image/png" });

function editing(view: CaseView = openCase()): CaseState {
  const page = new CaseState(view, "every_kind");
  page.edit();
  return page;
}

function fieldOf(page: CaseState, fieldId: string) {
  const field = page.index.subforms.get(fieldId)?.field;
  if (!field) throw new Error("the demo case has changed");
  return field;
}

const valueIn = (page: CaseState, entryId: string, fieldId: string) => {
  const saved = page.index.entries.get(entryId)?.fields ?? fieldOf(page, "photo").entryFields;
  const inner = saved.find((one) => one.fieldId === fieldId);
  return inner && page.writing.value(inner, { fieldId, subformId: "photo", entryId });
};

test("a file that the app took over is a new entry, which the draft keeps", async () => {
  const page = editing();
  page.files.incoming.add(place, [picture("one.png")]);
  await page.files.settled();
  const [entryId = ""] = page.writing.newEntries("photo", null);
  expect(page.files.drafted("photo", entryId)?.file).toMatchObject({ name: "one.png", unsent: true });
  expect(page.writing.sent.map(({ fieldId }) => fieldId)).toEqual([FILE, "attachment_date"]);
  expect(page.files.incoming.all).toEqual([]);
  expect(page.files.incoming.came?.name).toBe("one.png");
  await vi.advanceTimersByTimeAsync(400);
  expect(kept.at(-1)?.[0]).toMatchObject({ fieldId: FILE, subformId: "photo", entryId });
});

test("several files come one after another; what one is refused for stands at it, and the others go on", async () => {
  const page = editing();
  page.files.incoming.add(place, [picture("one.png"), picture("two.heic"), picture("three.png")]);
  expect(page.files.incoming.all.map(({ state }) => state)).toEqual(["comes", "waits", "waits"]);
  await page.files.settled();
  expect(attached).toEqual(["one.png", "two.heic", "three.png"]);
  expect(page.writing.newEntries("photo", null)).toHaveLength(2);
  const [refused, ...others] = page.files.incoming.at(place);
  expect(refused).toMatchObject({ state: "refused", error: { code: "photo_heic" } });
  expect(others).toEqual([]);
  expect(page.files.incoming.at({ fieldId: "paper", outer: null })).toEqual([]);
  page.files.incoming.dismiss(refused?.id ?? 0);
  expect(page.files.incoming.all).toEqual([]);
});

test("after all is done, more may be added", async () => {
  const page = editing();
  page.files.incoming.add(place, []);
  page.files.incoming.add(place, [picture("one.png")]);
  await page.files.settled();
  page.files.incoming.add(place, [picture("two.png")]);
  await page.files.settled();
  expect(page.writing.newEntries("photo", null)).toHaveLength(2);
});

test("what cannot be read, such as a folder, says so", async () => {
  const page = editing();
  vi.spyOn(Blob.prototype, "arrayBuffer").mockRejectedValue(new DOMException("a folder"));
  page.files.incoming.add(place, [picture("folder")]);
  await page.files.settled();
  expect(page.files.incoming.all[0]?.error?.code).toBe("file_unreadable");
});

test("in an entry of a subform a file lies in that entry, also in one that is new", async () => {
  const page = editing();
  const [visits, visit] = [fieldOf(page, "visits"), { subformId: "visits", entryId: "v9", outer: null }];
  page.writing.add(visits, visit);
  for (const outer of ["v1", "v9"]) {
    page.files.incoming.add({ fieldId: "visit_photo", outer }, [picture(`${outer}.png`)]);
  }
  await page.files.settled();
  expect(page.writing.newEntries("visit_photo", "v1")).toHaveLength(1);
  const [entryId = ""] = page.writing.newEntries("visit_photo", "v9");
  const { sent } = page.writing;
  expect(sent.find((edit) => edit.entryId === entryId && edit.fieldId === "_in")?.value).toBe("v9");
  expect(sent.findIndex((edit) => edit.entryId === "v9")).toBeGreaterThanOrEqual(0);
});

test("a file whose entry went away meanwhile is not added", async () => {
  const page = editing();
  page.writing.add(fieldOf(page, "visits"), { subformId: "visits", entryId: "v9", outer: null });
  page.files.incoming.add({ fieldId: "visit_photo", outer: "v9" }, [picture("one.png")]);
  page.removeEntry(fieldOf(page, "visits"), "v9");
  await page.files.settled();
  expect(page.edits).toEqual([]);
});

test("one photo at a time is the current one, saved or new", async () => {
  const page = editing();
  page.files.incoming.add(place, [picture("one.png")]);
  await page.files.settled();
  const [fresh = ""] = page.writing.newEntries("photo", null);
  const field = fieldOf(page, "photo").entryFields[0];
  if (!field) throw new Error("the demo case has changed");
  page.set(field, { fieldId: CURRENT, subformId: "photo", entryId: fresh }, true);
  expect(valueIn(page, "p2", CURRENT)).toBe(false);
  expect(valueIn(page, fresh, CURRENT)).toBe(true);
  const saved = page.index.entries.get("p1")?.fields[0] ?? field;
  page.set(saved, { fieldId: CURRENT, subformId: "photo", entryId: "p1" }, true);
  expect(valueIn(page, fresh, CURRENT)).not.toBe(true);
  expect(valueIn(page, "p1", CURRENT)).toBe(true);
});

test("a saved photo that is removed may be brought back; a new one is gone", async () => {
  const page = editing();
  page.files.incoming.add(place, [picture("one.png")]);
  await page.files.settled();
  const [fresh = ""] = page.writing.newEntries("photo", null);
  page.removeEntry(fieldOf(page, "photo"), "p1");
  page.removeEntry(fieldOf(page, "photo"), fresh);
  expect(page.writing.isRemoved("p1")).toBe(true);
  expect(page.entriesAt(place)).toEqual(["p2", "p3"]);
  page.bringBack("p1");
  expect(page.edits).toEqual([]);
});

test("a draft brings its files back, folded", async () => {
  const page = editing();
  page.files.incoming.add(place, [picture("one.png")]);
  await page.files.settled();
  const edits = page.writing.sent;
  const again = new CaseState({
    ...openCase(),
    draft: { atMs: 1, edits },
    draftedFiles: draftedFiles(edits),
  });
  const [entryId = ""] = again.writing.newEntries("photo", null);
  expect(again.files.drafted("photo", entryId)?.file?.name).toBe("one.png");
  expect(again.openEntries.size).toBe(0);
});

test("what is still on its way when the draft is thrown away does not come back", async () => {
  const page = editing();
  let open = (): void => undefined;
  gate = new Promise((done) => (open = done));
  page.files.incoming.add(place, [picture("one.png"), picture("two.png")]);
  await page.discard();
  open();
  await page.files.settled();
  expect(page.edits).toEqual([]);
  expect(attached).toEqual(["one.png"]);
});

test("leaving waits for what is on its way", async () => {
  const page = editing();
  page.files.incoming.add(place, [picture("one.png")]);
  await page.keepAll();
  expect(kept.at(-1)?.map(({ fieldId }) => fieldId)).toContain(FILE);
});

test("a new signature takes the place of the one before, and one only drawn is not lost", async () => {
  const page = editing();
  const signed = { fieldId: "signed", outer: null };
  const pad = page.files.pads.at(signed);
  expect(page.files.pads.at({ ...signed })).toBe(pad);
  pad.begin({ x: 0.1, y: 0.1 });
  pad.go([{ x: 0.2, y: 0.2 }]);
  pad.begin({ x: 0.5, y: 0.1 });
  pad.undo();
  expect(pad.strokes).toEqual([
    [
      { x: 0.1, y: 0.1 },
      { x: 0.2, y: 0.2 },
    ],
  ]);
  vi.spyOn(pad, "picture").mockResolvedValue(picture("signature.png"));
  await page.keepAll();
  expect(page.writing.isRemoved("g1")).toBe(true);
  expect(page.entriesAt(signed)).toEqual(page.writing.newEntries("signed", null));
  expect(pad.hasInk).toBe(false);
});

test("a signature that is refused stays drawn, and the one before stays", async () => {
  const page = editing();
  const pad = page.files.pads.at({ fieldId: "signed", outer: null });
  pad.begin({ x: 0.1, y: 0.1 });
  vi.spyOn(pad, "picture").mockResolvedValue(new File([], "signature.png"));
  await page.files.sign(pad);
  expect(pad.busy).toBe(true);
  await page.files.incoming.settled();
  await Promise.resolve();
  expect(page.files.incoming.all[0]?.error?.code).toBe("file_empty");
  expect([pad.hasInk, pad.busy, page.writing.isRemoved("g1")]).toEqual([true, false, false]);
});

test("a small picture is fetched once and given back when the page is left", async () => {
  let made = 0;
  const revoked: string[] = [];
  vi.stubGlobal("URL", {
    createObjectURL: () => `blob:${(made += 1)}`,
    revokeObjectURL: (url: string) => revoked.push(url),
  });
  const smalls = new Smalls();
  const request = { caseId: "c", fieldId: "photo", entryId: "p1", drafted: null, small: false };
  expect(smalls.url(request)).toBe(smalls.url(request));
  expect(await smalls.url(request)).toBe("blob:1");
  await expect(smalls.url({ ...request, entryId: "p3" })).rejects.toMatchObject({ code: "file_elsewhere" });
  smalls.close();
  await Promise.resolve();
  expect(revoked).toEqual(["blob:1"]);
  vi.unstubAllGlobals();
});
