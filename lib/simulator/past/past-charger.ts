import { type HistoryRow, micros, ownKinds } from "../../domain/history/row";
import { step } from "../charger/charger";
import type { ChargerState } from "../charger/state";
import type { Input, Output, Said } from "../charger/turn";
import { nextAt } from "./next-at";
import { allPhases } from "./scene-past";
import type { SiteLoad } from "./site-load";
import type { Span } from "./visits";

/** What happens to a charger at an instant, ms. */
export type Happening = { at: number } & (
  | { kind: "input"; input: Input }
  /** The connection is made, or lost until then. */
  | { kind: "connect" }
  | { kind: "lose"; until: number }
  /** From then on it is given so much, whatever the others have. */
  | { kind: "give"; currentA: number; phaseId: number }
);

export interface PastChargerOptions {
  state: ChargerState;
  happenings: readonly Happening[];
  site: SiteLoad;
  /** When the dashboard was away: what is said then comes to it later. */
  outage: Span;
  tell(row: HistoryRow): void;
}

/** A charger's log has no instants: it is on its way for so long. */
const wayUs = 40_000;
/** From a restart's begin to the next connection. */
const restartMs = 12_000;
const noAnswer = "";
/** The dashboard asks a charger that is back so much later to tell all again. */
const askMs = 2_000;
export const report: Input = { kind: "method", rid: noAnswer, method: "503", body: "null" };
const sessionKind = 721;

/** A simulated charger whose time is passed by `pass`, from one instant at which something happens to the next. */
export class PastCharger {
  nextAt: number;
  readonly #state: ChargerState;
  readonly #happenings: Happening[];
  readonly #options: PastChargerOptions;
  #given: { currentA: number; phaseId: number } | null = null;
  /** What it says is heard from then on, ms. */
  #heardFrom = 0;
  #toldAt = 0;
  /** When the session began that was told last, µs. */
  #sessionAt = 0;

  constructor(options: PastChargerOptions) {
    this.#options = options;
    this.#state = options.state;
    this.#happenings = [...options.happenings].sort((a, b) => a.at - b.at);
    this.nextAt = this.#happenings[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  /** To `now`, ms, which is not beyond `nextAt`. */
  pass(now: number): void {
    this.#input({ kind: "tick" }, now);
    while ((this.#happenings[0]?.at ?? Number.POSITIVE_INFINITY) <= now) this.#happen(now);
    this.#serve(now);
    this.#options.site.holds(this.#state.spec.deviceId, this.#state.allocation?.currentA ?? 0);
    this.nextAt = Math.min(nextAt(this.#state, now), this.#happenings[0]?.at ?? Number.POSITIVE_INFINITY);
  }

  #happen(now: number): void {
    const happening = this.#happenings.shift();
    switch (happening?.kind) {
      case "input":
        this.#input(happening.input, now);
        break;
      case "give":
        this.#given = happening;
        break;
      case "lose":
        this.#lose(now, happening.until);
        break;
      case "connect":
        if (this.#state.linkUp || this.#state.down) break;
        this.#tellOwn(ownKinds.presence, now, "online");
        // What a start-up tells by itself, the dashboard asks of one that was away.
        if (!this.#state.startUpDue) this.#plan({ at: now + askMs, kind: "input", input: report });
        this.#input({ kind: "connected" }, now);
    }
  }

  #plan(happening: Happening): void {
    this.#happenings.push(happening);
    this.#happenings.sort((a, b) => a.at - b.at);
  }

  #lose(now: number, until: number): void {
    if (!this.#state.linkUp) return;
    this.#heardFrom = until;
    this.#tellOwn(ownKinds.presence, now, "offline");
    this.#input({ kind: "disconnected" }, now);
    this.#plan({ at: until, kind: "connect" });
  }

  /** What the load management does. */
  #serve(now: number): void {
    const s = this.#state;
    if (!s.linkUp || s.mode !== 2 || s.allocation !== null) return;
    if (!s.authorised && s.session?.tag) this.#call(now, "601", null);
    if (!s.authorised) return;
    const given = this.#given ?? { currentA: this.#options.site.offer(s.spec.deviceId), phaseId: allPhases(s.spec) };
    if (given.currentA > 0) this.#call(now, "501", [String(given.currentA), String(given.phaseId)]);
  }

  #call(now: number, method: string, args: readonly string[] | null): void {
    this.#input({ kind: "method", rid: noAnswer, method, body: JSON.stringify(args) }, now);
  }

  #input(input: Input, now: number): void {
    for (const output of step(this.#state, input, now)) this.#take(output, now);
  }

  #take(output: Output, now: number): void {
    if (output.kind === "observations") this.#tell(output.said, now);
    else if (output.kind === "event") this.#tellOwn(ownKinds.event, now, `${output.level} ${output.message}`);
    else if (output.kind === "pulse" && output.ping) this.#call(now, "1", null);
    else if (output.kind === "gone") this.#lose(now, now + restartMs);
  }

  #tell(said: readonly Said[], now: number): void {
    const { deviceId } = this.#state.spec;
    let arrivedAt = micros(this.#heardAt(now)) + wayUs;
    for (const { id, value, at } of said) {
      const own = micros(at);
      // A session is told again by the instant of its begin.
      if (id === sessionKind && own === this.#sessionAt) continue;
      if (id === sessionKind) this.#sessionAt = own;
      const row = { deviceId, kind: id, epoch: 1, ownAt: own, at: own, raw: value, arrivedAt, gone: false };
      this.#options.tell(row);
      arrivedAt += 1;
    }
  }

  #heardAt(now: number): number {
    const { from, to } = this.#options.outage;
    const at = Math.max(now, this.#heardFrom);
    return at >= from ? Math.max(at, to) : at;
  }

  /** Of its presence and its log, which have no clock but the dashboard's. */
  #tellOwn(kind: number, now: number, raw: string): void {
    const { deviceId } = this.#state.spec;
    this.#toldAt = Math.max(micros(now), this.#toldAt + 1);
    const at = this.#toldAt;
    this.#options.tell({ deviceId, kind, epoch: 0, ownAt: at, at, raw, arrivedAt: at, gone: false });
  }
}
