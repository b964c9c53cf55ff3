/** Text files as words: what they are written in is guessed, for they do not say. */

/** Letters of a text that are shown. */
const LETTERS_MAX = 400_000;
export const ROWS_MAX = 200;
export const COLUMNS_MAX = 40;

/** Decodes text with a byte order mark, UTF-8, or what old programs wrote in Arabic or Latin letters. */
export function decodeText(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(isArabic(new Uint8Array(bytes)) ? "windows-1256" : "windows-1252").decode(bytes);
  }
}

/** In Arabic the letters above 127 stand together; in Latin scripts one stands alone among plain ones. */
function isArabic(bytes: Uint8Array): boolean {
  let [together, alone] = [0, 0];
  bytes.forEach((byte, at) => {
    if (byte < 0x80) return;
    const besides = (bytes[at - 1] ?? 0) >= 0x80 || (bytes[at + 1] ?? 0) >= 0x80;
    if (besides) together += 1;
    else alone += 1;
  });
  return together > alone;
}

/** The beginning of a text, and whether anything is left out. */
export function beginningOf(text: string): { text: string; isCut: boolean } {
  return { text: text.slice(0, LETTERS_MAX), isCut: text.length > LETTERS_MAX };
}

/** What stands between the values of a table: whichever the first line has most of. */
function separatorOf(text: string): string {
  const [line = ""] = text.split(/\r?\n/, 1);
  const counts = [",", ";", "\t"].map((mark) => ({ mark, count: line.split(mark).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).mark;
}

interface Table {
  rows: string[][];
  isCut: boolean;
}

/** The rows of a CSV text; values may be quoted, and hold line ends then. */
export function tableOf(text: string): Table {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let [row, value, quoted, at] = [[] as string[], "", false, 0];
  const endRow = () => {
    row.push(value);
    if (row.some((one) => one.trim() !== "")) rows.push(row);
    [row, value] = [[], ""];
  };
  for (; at < text.length && rows.length < ROWS_MAX; at += 1) {
    const letter = text.charAt(at);
    if (quoted) {
      const isDouble = letter === '"' && text.charAt(at + 1) === '"';
      if (letter !== '"' || isDouble) value += letter;
      if (isDouble) at += 1;
      else if (letter === '"') quoted = false;
    } else if (letter === '"' && value === "") quoted = true;
    else if (letter === separator) {
      row.push(value);
      value = "";
    } else if (letter === "\n") endRow();
    else if (letter !== "\r") value += letter;
  }
  if (rows.length < ROWS_MAX && (value !== "" || row.length > 0)) endRow();
  const isCut = text.slice(at).trim() !== "" || rows.some((one) => one.length > COLUMNS_MAX);
  return { rows: rows.map((one) => one.slice(0, COLUMNS_MAX)), isCut };
}
