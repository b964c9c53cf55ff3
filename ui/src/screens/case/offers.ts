import type { ReferralAnswer } from "../../lib/bindings/ReferralAnswer";
import type { TransferAnswer } from "../../lib/bindings/TransferAnswer";
import type { TransferView } from "../../lib/bindings/TransferView";
import { call } from "../../lib/bridge";
import { frame } from "../../lib/frame.svelte";
import { t } from "../../lib/messages.svelte";
import type { CaseState } from "./case.svelte";

const referralSaid = {
  accept: "referral-accept-said",
  reject: "referral-reject-said",
  done: "referral-done-said",
  revoke: "referral-revoke-said",
} as const;

const transferSaid = {
  accept: "transfer-accept-said",
  reject: "transfer-reject-said",
  revoke: "transfer-revoke-said",
} as const;

/** Answers, finishes or ends a referral, and says what follows. */
export async function answerReferral(
  page: CaseState,
  referralId: string,
  answer: ReferralAnswer,
  words = "",
): Promise<boolean> {
  const done = await page.act(() => call("answer_referral", { referralId, answer, words }));
  if (done) frame.say(t(referralSaid[answer]));
  return done;
}

/** Answers a transfer or takes it back, and says what follows. */
export async function answerTransfer(
  page: CaseState,
  { transferId, to }: Pick<TransferView, "transferId" | "to">,
  answer: TransferAnswer,
  words = "",
): Promise<boolean> {
  const done = await page.act(() => call("answer_transfer", { transferId, answer, words }));
  if (done) frame.say(t(transferSaid[answer], { to: to ?? "" }));
  return done;
}

export async function endGlass(page: CaseState, glassId: string): Promise<void> {
  if (await page.act(() => call("end_glass", { glassId }))) frame.say(t("glass-end-said"));
}
