import type { AttachedView } from "../lib/bindings/AttachedView";
import type { AttachRequest } from "../lib/bindings/AttachRequest";
import type { EditRequest } from "../lib/bindings/EditRequest";
import type { FieldView } from "../lib/bindings/FieldView";
import type { FileRequest } from "../lib/bindings/FileRequest";
import type { FileView } from "../lib/bindings/FileView";
import { pdfOf, portrait, scribble, tone, writtenPage } from "./bytes";
import { DAY_MS, entry, field, filled } from "./make";
import { w } from "./words";

/** Files that the demo case holds, and what the app would do with new ones. */

const FILE = "attachment_file";
const today = () => new Date().toISOString().slice(0, 10);

interface Kept {
  view: FileView;
  bytes: () => Uint8Array<ArrayBuffer>;
}

/** By the entry of a saved file, and by the value of a drafted one. */
const kept = new Map<string, Kept>();
let count = 0;

const mediaTypes: Record<string, string> = {
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  mp3: "audio/mpeg",
  m4a: "audio/mp4",
  ogg: "audio/ogg",
  wav: "audio/wav",
  pdf: "application/pdf",
  txt: "text/plain",
  csv: "text/csv",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

function viewOf(name: string, size: number, more: Partial<FileView> = {}): FileView {
  const mediaType = mediaTypes[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "";
  const small = mediaType.startsWith("image/");
  return { name, mediaType, size, small, here: true, unsent: false, ...more };
}

/** What is asked about a file of this kind. */
function questions(kind: string): FieldView[] {
  const date = field("attachment_date", "date_field", w("Date", "التاريخ"), { value: today() });
  if (kind === "signature") {
    return [field("signature_provided_by", "text_field", w("Signed by", "الموقّع")), date];
  }
  const rest = [
    date,
    field("attachment_description", "text_field", w("What it shows", "ماذا يُظهر")),
    field("attachment_comments", "textarea", w("Comments", "ملاحظات")),
  ];
  const current = w("The picture to know the child by", "الصورة التي يُعرف بها الطفل");
  return kind === "photo_upload_box" ? [field("attachment_is_current", "tick_box", current), ...rest] : rest;
}

interface Made {
  entryId: string;
  name: string;
  size: number;
  bytes: () => Uint8Array<ArrayBuffer>;
  says: Record<string, FieldView["value"]>;
  file?: Partial<FileView>;
  removed?: boolean;
  two?: boolean;
}

function twoValues(one: FieldView): FieldView {
  const version = (value: string, author: string) => ({
    value,
    shown: value,
    author,
    mine: author === "salma.idris",
    atMs: Date.now() - DAY_MS,
  });
  const versions = [
    version(one.shown, "tesfaye.bekele"),
    version("Vaccination card, both sides", "salma.idris"),
  ];
  return one.fieldId === "attachment_description" ? { ...one, twoValues: versions } : one;
}

function filesField(
  fieldId: string,
  kind: string,
  label: string,
  made: Made[],
  more: Partial<FieldView> = {},
): FieldView {
  const asked = questions(kind);
  const entries = made.map(({ entryId, name, size, bytes, says, file, removed, two }) => {
    const view = viewOf(name, size, file);
    kept.set(entryId, { view, bytes });
    const fields = filled(asked, says).map((one) => (two ? twoValues(one) : one));
    const by = removed ? { author: "tesfaye.bekele", atMs: Date.now() - DAY_MS } : null;
    return entry(entryId, fields, { file: view, removed: by });
  });
  return field(fieldId, kind, label, { entryFields: asked, entries, ...more });
}

/** A question that keeps photos, with none yet. */
export function noPhotos(fieldId: string, label: string): FieldView {
  return filesField(fieldId, "photo_upload_box", label, []);
}

const letter = () => {
  const line = "Amina Yusuf Warsame was registered at the reception tent on 3 May 2026.";
  const pages = ["Letter of registration", "What was agreed", "Signatures"];
  return pdfOf(pages.map((title) => [title, ...Array.from({ length: 22 }, () => line)]));
};

const table = () => {
  const rows = Array.from(
    { length: 320 },
    (_, nth) => `${nth + 1},"Tent ${nth + 1}, block C",${(nth * 7) % 9},الخيمة`,
  );
  return new TextEncoder().encode(["No,Place,Children,بالعربية", ...rows].join("\r\n"));
};

const note = () => {
  const lines = [
    "Amina came with her aunt. She was tired and did not say much.",
    "جاءت أمينة مع خالتها. كانت متعبة ولم تتكلم كثيرًا.",
  ];
  return new TextEncoder().encode(lines.join("\n\n").repeat(6));
};

/** Photos, recordings, papers and signatures of the demo case. */
export function attachments(): FieldView[] {
  return [
    filesField(
      "photo",
      "photo_upload_box",
      w("Photos", "الصور"),
      [
        {
          entryId: "p1",
          name: "IMG_2041.jpg",
          size: 163_100,
          bytes: () => portrait([200, 214, 210], [150, 104, 76], [40, 88, 110]),
          says: { attachment_date: "2025-11-20", attachment_description: w("On arrival", "عند الوصول") },
        },
        {
          entryId: "p2",
          name: "IMG_2207.jpg",
          size: 163_100,
          bytes: () => portrait([226, 214, 190], [150, 104, 76], [140, 52, 44]),
          says: {
            attachment_is_current: true,
            attachment_date: "2026-05-03",
            attachment_comments: w("Her aunt agreed to it.", "وافقت عليها خالتها."),
          },
          file: { unsent: true },
        },
        {
          entryId: "p3",
          name: "family.png",
          size: 412_300,
          bytes: () => portrait([210, 220, 196], [134, 92, 66], [90, 74, 130]),
          says: {
            attachment_date: "2026-04",
            attachment_description: w(
              "With her aunt Aisha in front of tent 118",
              "مع خالتها عائشة أمام الخيمة ١١٨",
            ),
          },
          file: { here: false },
        },
      ],
      {
        help: w("Only with the child’s agreement.", "بموافقة الطفل فقط."),
        guidance: w(
          "Ask before you take a picture. The child may say no.",
          "اسأل قبل أن تصوّر. للطفل أن يرفض.",
        ),
      },
    ),
    filesField("recording", "audio_upload_box", w("Recording", "تسجيل صوتي"), [
      {
        entryId: "a1",
        name: "talk-2026-05-11.wav",
        size: 16_044,
        bytes: tone,
        says: {
          attachment_date: "2026-05-11",
          attachment_description: w("The talk at the river", "الحديث عند النهر"),
        },
      },
      {
        entryId: "a2",
        name: "broken.mp3",
        size: 2_480_000,
        bytes: () => Uint8Array.of(1, 2, 3, 4),
        says: { attachment_date: "2026-05-12" },
      },
    ]),
    filesField("paper", "document_upload_box", w("Papers", "وثائق"), [
      {
        entryId: "d1",
        name: "letter of registration.pdf",
        size: 7_470,
        bytes: letter,
        says: {
          attachment_date: "2026-05-03",
          attachment_description: w("Letter of registration", "خطاب التسجيل"),
        },
      },
      {
        entryId: "d2",
        name: "card.jpg",
        size: 351_300,
        bytes: writtenPage,
        says: {
          attachment_date: "2026-05-04",
          attachment_description: w("Vaccination card", "بطاقة التطعيم"),
        },
        two: true,
      },
      {
        entryId: "d3",
        name: "households.csv",
        size: 12_600,
        bytes: table,
        says: { attachment_date: "2026-05-04" },
      },
      {
        entryId: "d4",
        name: "ملاحظات الزيارة الأولى.txt",
        size: 918,
        bytes: note,
        says: { attachment_date: "2026-05-05" },
        removed: true,
      },
      {
        entryId: "d5",
        name: "plan.docx",
        size: 48_200,
        bytes: note,
        says: { attachment_date: "2026-05-06" },
      },
      {
        entryId: "d6",
        name: "a very long name of a file that somebody gave it on another computer and nobody ever shortened.xlsx",
        size: 18_400_000,
        bytes: note,
        says: {},
        file: { here: false },
      },
    ]),
    filesField("signed", "signature", w("Signature", "توقيع"), [
      {
        entryId: "g1",
        name: "signature.png",
        size: 101_300,
        bytes: scribble,
        says: { signature_provided_by: w("Aisha Abdalla", "عائشة عبد الله"), attachment_date: "2026-05-03" },
      },
    ]),
    filesField("signed_too", "signature", w("Signature of the child", "توقيع الطفل"), []),
    filesField("scans", "document_upload_box", w("Other papers", "وثائق أخرى"), [], { required: true }),
  ];
}

function kindOf(fieldId: string): string {
  const known = attachments().find((one) => one.fieldId === fieldId);
  return known?.kind ?? "photo_upload_box";
}

function refusal(kind: string, name: string, { length }: Uint8Array): string | null {
  const type = viewOf(name, 0).mediaType;
  if (length === 0) return "file_empty";
  if (/\.hei[cf]$/i.test(name)) return "photo_heic";
  if (kind === "audio_upload_box") return type.startsWith("audio/") ? null : "audio_type_refused";
  if (kind === "document_upload_box")
    return type !== "" && !type.startsWith("audio/") ? null : "document_type_refused";
  return type.startsWith("image/") ? null : "photo_type_refused";
}

/** Takes a file over, as the app would. */
function attach(body: Uint8Array<ArrayBuffer>): AttachedView | { refused: string } {
  const end = body.indexOf(10);
  const request = JSON.parse(new TextDecoder().decode(body.subarray(0, end))) as AttachRequest;
  const bytes = body.slice(end + 1);
  const kind = kindOf(request.fieldId);
  const refused = refusal(kind, request.name, bytes);
  if (refused !== null) return { refused };
  count += 1;
  const [entryId, value] = [`attached-${count}`, `drafted-${count}`];
  const view = viewOf(request.name, bytes.length, { unsent: true });
  kept.set(value, { view, bytes: () => bytes });
  const edit = (fieldId: string, to: EditRequest["value"]): EditRequest => ({
    fieldId,
    value: to,
    subformId: request.fieldId,
    entryId,
    removed: false,
  });
  const outer = request.outer === null ? [] : [edit("_in", request.outer)];
  return { entryId, edits: [edit(FILE, value), ...outer, edit("attachment_date", today())], file: view };
}

function fileBytes({ entryId, drafted }: FileRequest): ArrayBuffer | { refused: string } {
  const file = kept.get(drafted ?? entryId);
  if (!file) return { refused: "not_found" };
  return file.view.here ? file.bytes().slice().buffer : { refused: "file_elsewhere" };
}

/** The files that the edits of a draft name. */
export function draftedFiles(edits: EditRequest[]): Record<string, FileView> {
  const named = edits.flatMap(({ fieldId, value }) => {
    const file = fieldId === FILE && typeof value === "string" ? kept.get(value) : undefined;
    return file && typeof value === "string" ? [[value, file.view] as const] : [];
  });
  return Object.fromEntries(named);
}

/** The three commands that go past the map of commands; `refuse` says no as the app does. */
export function fileAnswers(refuse: (code: string) => never) {
  const orRefuse = <T extends object>(answer: T | { refused: string }): T =>
    "refused" in answer ? refuse(answer.refused) : answer;
  return {
    attach: (body: Uint8Array<ArrayBuffer>) => orRefuse(attach(body)),
    file_bytes: (request: FileRequest) => orRefuse(fileBytes(request)),
    save_copy: ({ entryId, drafted }: FileRequest) =>
      kept.get(drafted ?? entryId)?.view.name ?? refuse("not_found"),
  };
}
