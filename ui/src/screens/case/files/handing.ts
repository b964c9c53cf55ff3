import { bringsFiles } from "../../../lib/drops";

/** Files handed over by dropping and pasting. */

/** The files of a drop; words that are dropped go where they were meant to go. */
export function droppedFiles(event: DragEvent): File[] {
  if (!bringsFiles(event)) return [];
  event.preventDefault();
  return [...(event.dataTransfer?.files ?? [])];
}

/** The files of a paste. Words copied from a document bring a picture of themselves; where one writes, words are meant. */
export function pastedFiles({ clipboardData, target }: ClipboardEvent): File[] {
  const files = [...(clipboardData?.files ?? [])];
  const writes = target instanceof HTMLElement && target.matches("textarea, input:not([type='file'])");
  const hasWords = clipboardData?.types.some((type) => type.startsWith("text/")) ?? false;
  return writes && hasWords ? [] : files;
}
