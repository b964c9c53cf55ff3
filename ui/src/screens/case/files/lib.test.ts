import { afterEach, expect, test } from "vitest";
import { entry, field, filled } from "../../../dev/make";
import type { FileView } from "../../../lib/bindings/FileView";
import { bytes } from "../../../lib/format";
import { setLanguage } from "../../../lib/messages.svelte";
import { altOf, CURRENT, factsOf, fileCards, requestOf, titleOf } from "./cards";
import { droppedFiles, pastedFiles } from "./handing";
import { fileKind, hasEntries, mediaOf } from "./kinds";
import { inkBox, scaleFor, traceStroke } from "./strokes";
import { beginningOf, COLUMNS_MAX, decodeText, ROWS_MAX, tableOf } from "./text";
import { fittedWidth, Zoom } from "./zoom.svelte";

const file: FileView = {
  name: "IMG_1.jpg",
  mediaType: "image/jpeg",
  size: 48_200,
  small: true,
  here: true,
  unsent: false,
};
const asked = [
  field(CURRENT, "tick_box", "Known by"),
  field("attachment_date", "date_field", "Date", { value: "2026-05-12" }),
  field("attachment_description", "text_field", "What it shows"),
];
const photo = (entryId: string, says: Parameters<typeof filled>[1]) =>
  entry(entryId, filled(asked, says), { file });
const photos = field("photo", "photo_upload_box", "Photos", {
  entryFields: asked,
  entries: [
    photo("p1", { attachment_date: "2025-11-20" }),
    photo("p2", { [CURRENT]: true }),
    photo("p3", { attachment_description: "With her aunt" }),
  ],
});
const draftedOf = () => ({ value: "v1", file: { ...file, unsent: true } });
const saved = (inner: { value: unknown }) => inner.value as string | null;

afterEach(() => {
  setLanguage("en");
});

test("questions that keep files answer with entries, as subforms do", () => {
  for (const kind of [
    "photo_upload_box",
    "audio_upload_box",
    "document_upload_box",
    "signature",
    "subform",
  ]) {
    expect(hasEntries(kind), kind).toBe(true);
  }
  expect(hasEntries("text_field")).toBe(false);
});

test("the chooser offers what the app takes, and telephone pictures so that it can say why not", () => {
  const offers = (kind: string) => fileKind(kind).accept.split(",");
  expect(offers("photo_upload_box")).toEqual(expect.arrayContaining(["image/jpeg", ".webp", ".heic"]));
  expect(offers("audio_upload_box")).toEqual(expect.arrayContaining(["audio/ogg", ".m4a"]));
  expect(offers("document_upload_box")).toEqual(expect.arrayContaining(["application/pdf", ".csv", ".jpg"]));
  expect(offers("document_upload_box").some((one) => one.startsWith("audio/"))).toBe(false);
});

test("what a file is, is said in a word; an unknown one is only a file that nothing shows", () => {
  expect(mediaOf("application/pdf")).toMatchObject({ shows: "pdf", word: "file-is-pdf" });
  expect(mediaOf("text/csv").shows).toBe("table");
  expect(mediaOf("application/vnd.ms-excel")).toMatchObject({ shows: "nothing", word: "file-is-excel" });
  expect(mediaOf("video/mp4").shows).toBe("nothing");
});

test("sizes are said in the digits and words of the language", () => {
  expect(bytes(48_200)).toBe("48.2 kB");
  setLanguage("ar");
  expect(bytes(48_200)).toMatch(/٤٨٫٢.*كيلوبايت/);
});

test("the current photo comes first, the others keep their order, new ones come last", () => {
  const cards = fileCards(photos, ["new"], draftedOf);
  expect(cards.map((card) => card.entryId)).toEqual(["p2", "p1", "p3", "new"]);
  expect(cards.at(-1)).toMatchObject({ drafted: "v1", file: { unsent: true } });
  expect(cards[0]?.drafted).toBeNull();
});

test("what is ticked and not saved moves no card", () => {
  const ticked = [{ ...photos.entryFields[0], value: true }, ...asked.slice(1)] as typeof asked;
  const cards = fileCards({ ...photos, entryFields: ticked }, ["new"], draftedOf);
  expect(cards.at(-1)?.entryId).toBe("new");
});

test("a file is asked for by its entry, and while it is not saved by its value in the draft", () => {
  const [first, , , fresh] = fileCards(photos, ["new"], draftedOf);
  if (!first || !fresh) throw new Error("no cards");
  expect(requestOf("c", "photo", first)).toEqual({
    caseId: "c",
    fieldId: "photo",
    entryId: "p2",
    drafted: null,
    small: false,
  });
  expect(requestOf(null, "photo", fresh)).toMatchObject({ caseId: null, entryId: "new", drafted: "v1" });
});

test("a picture is called by what it shows, else by its day, never by its file name", () => {
  const alts = fileCards(photos, [], draftedOf).map((card, index) =>
    altOf(factsOf(card, saved), index, photos.kind),
  );
  // Marks of direction stand around what is put in.
  expect(alts.map((alt) => alt.replace(/[\u2068\u2069]/g, ""))).toEqual([
    "Photo no. 1",
    "Photo of 20 November 2025",
    "With her aunt",
  ]);
  const [card] = fileCards(photos, [], draftedOf);
  if (!card) throw new Error("no card");
  const none = { isCurrent: false, date: "", description: "", signedBy: "", all: [] };
  expect(altOf({ ...none, signedBy: "Aisha" }, 0, "signature")).toContain("Aisha");
  expect(titleOf(card, none, 0, "document_upload_box")).toBe("IMG_1.jpg");
});

test("the facts of a file follow what is typed", () => {
  const [card] = fileCards(photos, [], draftedOf);
  if (!card) throw new Error("no card");
  const facts = factsOf(card, ({ fieldId }) =>
    fieldId === "attachment_description" ? "At the river" : null,
  );
  expect(facts).toMatchObject({ isCurrent: false, date: "", description: "At the river" });
  expect(facts.all).toEqual([
    { fieldId: "attachment_description", label: "What it shows", text: "At the river" },
  ]);
});

const encoded = (...parts: number[]) => Uint8Array.of(...parts).buffer;

test("text is read as it was written: UTF-8, UTF-16 with its mark, old Arabic and Latin", () => {
  expect(decodeText(new TextEncoder().encode("خيمة, tent").buffer)).toBe("خيمة, tent");
  expect(decodeText(encoded(0xef, 0xbb, 0xbf, 0x61))).toBe("a");
  expect(decodeText(encoded(0xff, 0xfe, 0x2e, 0x06))).toBe("خ");
  expect(decodeText(encoded(0xfe, 0xff, 0x06, 0x2e))).toBe("خ");
  expect(decodeText(encoded(0xce, 0xed, 0xe3, 0xc9))).toBe("خيمة");
  expect(decodeText(encoded(0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72))).toBe("Müller");
  expect(decodeText(encoded())).toBe("");
});

test("of a very long text the beginning is shown", () => {
  expect(beginningOf("short")).toEqual({ text: "short", isCut: false });
  expect(beginningOf("x".repeat(500_000))).toMatchObject({ isCut: true });
});

test("a table has rows and quoted values, whatever stands between them", () => {
  expect(tableOf('a,b\r\n1,"x, ""y""\nz"\r\n\r\n')).toEqual({
    rows: [
      ["a", "b"],
      ["1", 'x, "y"\nz'],
    ],
    isCut: false,
  });
  expect(tableOf("a;b\n1,5;2").rows).toEqual([
    ["a", "b"],
    ["1,5", "2"],
  ]);
  expect(tableOf("a\tb").rows).toEqual([["a", "b"]]);
  expect(tableOf("").rows).toEqual([]);
});

test("of a large table the first rows and columns are shown", () => {
  const long = tableOf(Array.from({ length: ROWS_MAX + 1 }, (_, nth) => String(nth)).join("\n"));
  expect(long.rows).toHaveLength(ROWS_MAX);
  expect(long.isCut).toBe(true);
  expect(tableOf(Array.from({ length: ROWS_MAX }, (_, nth) => String(nth)).join("\n")).isCut).toBe(false);
  const wide = tableOf(",".repeat(COLUMNS_MAX));
  expect(wide.isCut).toBe(false);
  expect(tableOf(`x${",x".repeat(COLUMNS_MAX)}`)).toMatchObject({ isCut: true });
});

test("a picture fits its room and is never blown up; zoom goes by steps", () => {
  expect(fittedWidth({ width: 1600, height: 800 }, { width: 800, height: 800 })).toBe(800);
  expect(fittedWidth({ width: 800, height: 1600 }, { width: 800, height: 800 })).toBe(400);
  expect(fittedWidth({ width: 100, height: 50 }, { width: 800, height: 800 })).toBe(100);
  expect(fittedWidth({ width: 0, height: 0 }, { width: 800, height: 800 })).toBe(0);
  const zoom = new Zoom();
  zoom.by(-1);
  expect([zoom.times, zoom.isLeast]).toEqual([1, true]);
  for (let step = 0; step < 9; step += 1) zoom.by(1);
  expect([zoom.times, zoom.isMost]).toEqual([6, true]);
  zoom.toggle();
  expect(zoom.times).toBe(1);
});

test("a signature is cut out where its ink is", () => {
  expect(inkBox([])).toBeNull();
  const box = inkBox([[{ x: 0.2, y: 0.1 }], [{ x: 0.6, y: 0.3 }]]);
  expect(box?.x).toBeCloseTo(0.174);
  expect(box?.width).toBeCloseTo(0.452);
  expect(box?.height).toBeCloseTo(0.252);
  expect(scaleFor({ width: 1, height: 0.4 })).toBe(600);
  expect(scaleFor({ width: 0.1, height: 0.05 })).toBe(1200);
});

test("a line bends through its points, and a touch is a dot", () => {
  const drawn: string[] = [];
  const note =
    (name: string) =>
    (...at: unknown[]) =>
      void drawn.push([name, ...at].join(" "));
  const pen = {
    beginPath: note("begin"),
    moveTo: note("move"),
    lineTo: note("line"),
    quadraticCurveTo: note("bend"),
    stroke: note("stroke"),
  };
  traceStroke(pen, [
    { x: 0, y: 0 },
    { x: 1, y: 1 },
    { x: 2, y: 0 },
  ]);
  expect(drawn).toEqual(["begin", "move 0 0", "bend 1 1 1.5 0.5", "line 2 0", "stroke"]);
  drawn.length = 0;
  traceStroke(pen, [{ x: 1, y: 1 }]);
  expect(drawn[2]).toMatch(/^line 1\.0\d+ 1$/);
  traceStroke(pen, []);
  expect(drawn).toHaveLength(4);
});

test("files are taken from a drop and a paste; words stay words", () => {
  const one = new File(["x"], "x.png");
  const drop = (types: string[]) => ({
    dataTransfer: { types, files: [one] },
    preventDefault: () => undefined,
  });
  expect(droppedFiles(drop(["Files"]) as unknown as DragEvent)).toEqual([one]);
  expect(droppedFiles(drop(["text/plain"]) as unknown as DragEvent)).toEqual([]);
  const paste = (types: string[], target: Element) =>
    pastedFiles({ clipboardData: { types, files: [one] }, target } as unknown as ClipboardEvent);
  const writing = document.createElement("textarea");
  expect(paste(["Files", "text/html"], writing)).toEqual([]);
  expect(paste(["Files"], writing)).toEqual([one]);
  expect(paste(["Files", "text/html"], document.createElement("button"))).toEqual([one]);
});
