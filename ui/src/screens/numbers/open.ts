import type { NumberView } from "../../lib/bindings/NumberView";
import { frame } from "../../lib/frame.svelte";
import { listOf } from "../cases/list.svelte";

/** Goes to the list of exactly what a number counts. */
export function openNumber(me: string, { clauses }: NumberView): void {
  listOf("case").open(me, clauses);
  void frame.go({ screen: "cases", record: "case" });
}
