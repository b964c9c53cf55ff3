import type { CaseRowView } from "../lib/bindings/CaseRowView";
import type { EditRequest } from "../lib/bindings/EditRequest";
import type { LikelyView } from "../lib/bindings/LikelyView";
import { foldLetters } from "../lib/text";

/** Children whose name begins like the typed one: a stand-in for what the app compares. */
export function likelyOf(edits: EditRequest[], rows: CaseRowView[]): LikelyView[] {
  const answer = (id: string) => edits.findLast((edit) => edit.fieldId === id)?.value ?? null;
  const name = answer("name");
  const sought = typeof name === "string" ? foldLetters(name) : "";
  if (sought.length < 3) return [];
  const alike = rows.filter((row) => foldLetters(row.name ?? "").startsWith(sought.slice(0, 4)));
  return alike.slice(0, 5).map((row) => {
    const same = [foldLetters(row.name ?? "") === sought ? "name" : "sound"];
    if (answer("date_of_birth") !== null) same.push("age");
    if (answer("sex") !== null) same.push("sex");
    return { row, same };
  });
}
