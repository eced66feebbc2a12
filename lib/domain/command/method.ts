/**
 * A command that its charger has not answered for so long has expired, ms: the dashboard says so, and on the way to the charger it
 * is thrown away.
 */
export const answerWithinMs = 15_000;

/** What the dashboard can tell a charger. The wire's numbers and bodies for them are known to `lib/protocol/zaptec` alone. */
export type Method =
  /** 1: the other end's logic is alive. */
  | { name: "pingReply" }
  /** 102 */
  | { name: "restart" }
  /** 200: answers at once, waits until the car leaves. */
  | { name: "upgradeFirmware" }
  /** 501: whole amperes (6..32) and a phase id, as the Zaptec device protocol codes phases. */
  | { name: "allocate"; currentA: number; phaseId: number }
  /** 502: back to requesting. */
  | { name: "deallocate" }
  /** 506 */
  | { name: "stopFinal" }
  /** 507 */
  | { name: "resume" }
  /** 601, 602: the answer to a tag. */
  | { name: "tagGranted" }
  | { name: "tagDenied" };
