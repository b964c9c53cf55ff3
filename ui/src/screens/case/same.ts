import { call } from "../../lib/bridge";
import { frame } from "../../lib/frame.svelte";
import { t } from "../../lib/messages.svelte";
import type { CaseState } from "./case.svelte";

/** Says for this person that two records with something in common are two, or takes it back. */
export async function tellApart(
  page: CaseState,
  fieldId: string,
  otherId: string,
  isTold: boolean,
): Promise<void> {
  const caseId = page.view.caseId ?? "";
  const done = await page.act(() => call("tell_apart", { caseId, otherId, fieldId, isTold }));
  if (done && isTold) frame.say(t("shared-id-said"));
}
