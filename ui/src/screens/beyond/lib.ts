import type { FoundCaseView } from "../../lib/bindings/FoundCaseView";
import type { ErrorView } from "../../lib/bindings/ErrorView";
import { errorText, t } from "../../lib/messages.svelte";

/** What is asked about one case that was found. */
export interface Step {
  to: "ask" | "break";
  hit: FoundCaseView;
}

/** The most that one search shows. */
export const HITS_MAX = 20;

/** How long emergency access may last, in hours; the shortest is offered first. */
export const GLASS_HOURS = [4, 12, 24, 72];

/** What failed without a network is not sent later, unlike an act. */
export function onlineText(error: ErrorView): string {
  return error.code === "relay_unreachable" ? t("beyond-offline") : errorText(error);
}
