import type { MarkName } from "../../../lib/marks";
import type { MessageKey } from "../../../lib/message-keys";

/** What kinds of questions keep files, and what those files can be. What a file is, its bytes say; the app looks. */

interface FileKind {
  /** What the chooser offers. */
  accept: string;
  add: MessageKey;
  /** What may be added, in words. */
  takes: MessageKey;
  mark: MarkName;
}

const pictures = "image/jpeg,image/png,image/webp,.jpg,.jpeg,.png,.webp";
// Offered although they are refused: only then is anybody told what to do about them.
const telephonePictures = "image/heic,image/heif,.heic,.heif";
const office = [
  "application/msword",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.ms-excel",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
].join(",");

const photo: FileKind = {
  accept: `${pictures},${telephonePictures}`,
  add: "files-add-photo",
  takes: "files-takes-photo",
  mark: "picture",
};

const kinds: Record<string, FileKind | undefined> = {
  photo_upload_box: photo,
  signature: { ...photo, add: "signature-picture", mark: "write" },
  audio_upload_box: {
    accept: "audio/mpeg,audio/mp4,audio/x-m4a,audio/ogg,audio/wav,audio/x-wav,.mp3,.m4a,.ogg,.oga,.opus,.wav",
    add: "files-add-audio",
    takes: "files-takes-audio",
    mark: "sound",
  },
  document_upload_box: {
    accept: `application/pdf,text/plain,text/csv,${office},${pictures},.pdf,.txt,.csv,.doc,.docx,.xls,.xlsx`,
    add: "files-add-document",
    takes: "files-takes-document",
    mark: "paper",
  },
};

/** Whether a question of this kind keeps files. */
export function keepsFiles(kind: string): boolean {
  return kind in kinds;
}

/** Whether the answer to a question of this kind is entries. */
export function hasEntries(kind: string): boolean {
  return kind === "subform" || keepsFiles(kind);
}

export function fileKind(kind: string): FileKind {
  return kinds[kind] ?? photo;
}

/** What the window can do with the bytes of a file. */
type Shows = "picture" | "sound" | "pdf" | "text" | "table" | "nothing";

interface Media {
  shows: Shows;
  word: MessageKey;
  mark: MarkName;
}

const picture: Media = { shows: "picture", word: "file-is-picture", mark: "picture" };
const sound: Media = { shows: "sound", word: "file-is-sound", mark: "sound" };
const word: Media = { shows: "nothing", word: "file-is-word", mark: "paper" };
const sheet: Media = { shows: "nothing", word: "file-is-excel", mark: "table" };

const media: Record<string, Media | undefined> = {
  "image/jpeg": picture,
  "image/png": picture,
  "image/webp": picture,
  "audio/mpeg": sound,
  "audio/mp4": sound,
  "audio/ogg": sound,
  "audio/wav": sound,
  "application/pdf": { shows: "pdf", word: "file-is-pdf", mark: "paper" },
  "text/plain": { shows: "text", word: "file-is-text", mark: "paper" },
  "text/csv": { shows: "table", word: "file-is-table", mark: "table" },
  "application/msword": word,
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": word,
  "application/vnd.ms-excel": sheet,
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": sheet,
};

/** What a file of this media type is; one that a newer Daftar added is only a file. */
export function mediaOf(type: string): Media {
  return media[type] ?? { shows: "nothing", word: "attachment-file", mark: "paper" };
}
