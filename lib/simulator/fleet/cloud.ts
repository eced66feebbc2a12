import { isIt } from "../charger/grid";
import type { Output } from "../charger/turn";
import { type Member, noAnswer } from "./member";

/**
 * The simulated cloud for a broker behind which nothing allocates: it grants every tag, gives every requesting charger 16 A,
 * and answers whether it is alive. It knows no fuses: it is for looking at chargers, not for installations.
 */
export function simulatedCloud(output: Output, member: Member): void {
  const s = member.actor.state;
  if (!s) return;
  const tell = (method: string, body: string) => member.input({ kind: "method", rid: noAnswer, method, body });
  if (output.kind === "pulse" && output.ping) tell("1", "null");
  if (output.kind !== "observations" || s.mode !== 2 || s.allocation) return;
  if (!s.authorised && output.said.some((said) => said.id === 722)) tell("601", "null");
  if (s.authorised) tell("501", JSON.stringify(["16", isIt(s.spec.networkType) ? "8" : "4"]));
}
