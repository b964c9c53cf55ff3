/** Whether somebody drags files, and not words. */
export function bringsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") ?? false;
}

/** A file dropped beside the fields that take one would open in place of the window. */
export function refuseDrop(event: DragEvent): void {
  if (event.defaultPrevented || !bringsFiles(event)) return;
  event.preventDefault();
  if (event.dataTransfer) event.dataTransfer.dropEffect = "none";
}
