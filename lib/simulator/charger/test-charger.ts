import { car } from "./car";
import { step } from "./charger";
import type { ChargerSpec } from "./spec";
import { withDefaults } from "./spec";
import { type ChargerOptions, newCharger } from "./state";
import type { Input, Output, Said } from "./turn";

export const noon = Date.UTC(2026, 1, 14, 12, 0, 0);

/** A charger with a clock in the test's hand. */
export function charger(part: Partial<ChargerSpec> = {}, options: Partial<ChargerOptions> = {}) {
  const spec = withDefaults({ deviceId: "ZPR000042", ...part });
  const state = newCharger(spec, noon, { seed: 7, ...options });
  let now = noon;
  let rid = 0;
  const outputs: Output[] = [];
  const give = (input: Input): readonly Output[] => {
    const out = step(state, input, now);
    outputs.push(...out);
    return out;
  };
  const said = (id?: number): Said[] =>
    outputs
      .flatMap((output) => (output.kind === "observations" ? output.said : []))
      .filter((each) => id === undefined || each.id === id);
  return {
    state,
    outputs,
    give,
    said,
    values: (id: number) => said(id).map((each) => each.value),
    last: (id: number) => said(id).at(-1)?.value,
    now: () => now,
    forget: () => outputs.splice(0),
    connect: () => give({ kind: "connected" }),
    plugIn: (part: Parameters<typeof car>[0] = {}, tag: string | null = null) =>
      give({ kind: "plugIn", car: car(part), tag }),
    /** Calls a method and gives its status. */
    call(method: number, args: readonly string[] | null = null): number | undefined {
      rid += 1;
      const out = give({ kind: "method", rid: String(rid), method: String(method), body: JSON.stringify(args) });
      return out.find((output) => output.kind === "answer")?.status;
    },
    /** Lets time pass in steps. */
    pass(ms: number, stepMs = 250) {
      for (const end = now + ms; now < end; ) {
        now = Math.min(end, now + stepMs);
        give({ kind: "tick" });
      }
    },
  };
}
