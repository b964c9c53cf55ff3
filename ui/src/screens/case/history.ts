import type { HistoryLineView } from "../../lib/bindings/HistoryLineView";

/** Lines that one person wrote at one moment. */
export interface Change {
  author: string;
  atMs: number;
  lines: HistoryLineView[];
}

/** Neighbouring lines of one save stand together. */
export function changesOf(lines: HistoryLineView[]): Change[] {
  const changes: Change[] = [];
  for (const line of lines) {
    const last = changes.at(-1);
    if (last?.author === line.author && last.atMs === line.atMs) last.lines.push(line);
    else changes.push({ author: line.author, atMs: line.atMs, lines: [line] });
  }
  return changes;
}
