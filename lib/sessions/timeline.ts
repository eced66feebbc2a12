import type { Hearing } from "./hearing";
import type { PlacedRecord } from "./placed-record";
import type { Told } from "./types";

/** What bears on whether a car is there, at one instant; the order of these decides at the same one. */
const kinds = ["disconnected", "noId", "id", "connected", "unknown", "recordEnd"] as const;

export interface CarEvent {
  at: number;
  kind: (typeof kinds)[number];
  /** Of `id` and `recordEnd`. */
  id: string;
}

/** A stretch in which a car was there, as it was told. */
export interface Segment {
  /** Null: none was told. */
  id: string | null;
  from: number;
  /** `startSince` to `from`: when it may have begun; `from`: it was heard. Null: nothing was known before. */
  startSince: number | null;
  /** Null: it goes on. */
  to: number | null;
  /** As `startSince`; null: its end was not heard. */
  endSince: number | null;
  endedBy: "unplug" | "nextSession" | "noId" | "record" | null;
  /** A mode was told in it that only a charger with a car has. */
  hasCar: boolean;
}

const byMode: Readonly<Record<string, CarEvent["kind"]>> = {
  disconnected: "disconnected",
  requesting: "connected",
  charging: "connected",
  finished: "connected",
};

/** @param modes, ids, records in order of time */
export function carEvents(modes: readonly Told[], ids: readonly Told[], records: readonly PlacedRecord[]): CarEvent[] {
  const events: CarEvent[] = [];
  for (const { at, value } of modes) events.push({ at, kind: byMode[String(value)] ?? "unknown", id: "" });
  for (const { at, value } of ids) {
    if (value === null) events.push({ at, kind: "noId", id: "" });
    else if (typeof value === "string") events.push({ at, kind: "id", id: value });
  }
  for (const { told, end, isReliable } of records)
    events.push({ at: end !== null && isReliable ? end : told.at, kind: "recordEnd", id: told.record.id });
  return events.sort((a, b) => a.at - b.at || kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (a.id < b.id ? -1 : 1));
}

/** An id that was told longer before its car, is not known to be that car's, ms: a new one; one that a charger tells again as it starts. */
const idBeforeCarMs = 60_000;
const sameIdBeforeCarMs = 5_000;

/** Follows a charger from event to event: what a car's coming, leaving and id make of the session that is open. */
export class Timeline {
  readonly segments: Segment[] = [];
  private open: Segment | null = null;
  private car: "there" | "gone" | null = null;
  /** When that was told last. */
  private knownAt: number | null = null;
  private disconnectedAt: number | null = null;
  /** When the id of the open session was told last. */
  private idAt = Number.NEGATIVE_INFINITY;
  private readonly seen = new Set<string>();
  /** Ended by another session or by their records: what names them later is old. */
  private readonly ended = new Set<string>();
  /** Told while no car was there. */
  private ahead: { id: string; at: number; isNew: boolean } | null = null;

  /** @param begins when sessions began, by the reliable records of them */
  constructor(
    private readonly hearing: Hearing,
    private readonly begins: ReadonlyMap<string, number>,
  ) {}

  take({ at, kind, id }: CarEvent): void {
    if (kind === "id") this.takeId(at, id);
    else if (kind === "connected") this.takeCar(at);
    else if (kind === "disconnected") this.takeNoCar(at);
    else if (kind === "noId") this.close(at, "noId");
    else if (kind === "recordEnd") this.takeRecord(at, id);
    else if (this.open === null) this.car = null;
  }

  private takeId(at: number, id: string): void {
    if (this.disconnectedAt === at || this.ended.has(id)) return;
    const isNew = !this.seen.has(id);
    this.seen.add(id);
    if (this.open === null) {
      if (this.car !== null) this.ahead = { id, at, isNew };
      else this.begin(at, id);
      return;
    }
    this.idAt = at;
    if (this.open.id === null) this.open.id = id;
    else if (this.open.id !== id) {
      this.ended.add(this.open.id);
      const { car } = this;
      this.close(at, "nextSession");
      // What the charger does stands, until it tells otherwise.
      this.car = car;
      this.begin(at, id);
    }
    this.knownAt = at;
  }

  private takeCar(at: number): void {
    if (this.open === null) {
      const { ahead } = this;
      const isItsId = ahead !== null && at - ahead.at <= (ahead.isNew ? idBeforeCarMs : sameIdBeforeCarMs);
      this.begin(isItsId ? ahead.at : at, isItsId ? ahead.id : null);
    }
    if (this.open !== null) this.open.hasCar = true;
    this.car = "there";
    this.knownAt = at;
  }

  private takeNoCar(at: number): void {
    const last = this.segments.at(-1);
    if (this.open !== null) this.close(at, "unplug");
    else if (last?.endedBy === "noId") last.endedBy = "unplug";
    else if (last?.endedBy === "record" && last.endSince === null) {
      last.to = at;
      last.endSince = this.hearing.happenedSince(this.knownAt ?? at, at);
    }
    this.car = "gone";
    this.knownAt = at;
    this.disconnectedAt = at;
    this.ahead = null;
  }

  private takeRecord(at: number, id: string): void {
    const { open } = this;
    this.ended.add(id);
    const begin = this.begins.get(id);
    if (open !== null && open.id === null && begin !== undefined && open.from >= begin - idBeforeCarMs) open.id = id;
    if (open?.id === id) this.close(at, "record");
    // Another car had come meanwhile, unheard.
    else if (begin !== undefined && begin > this.idAt) this.close(begin, "nextSession");
  }

  private begin(at: number, id: string | null): void {
    const { knownAt } = this;
    const startSince = knownAt === null || this.car === null ? knownAt : this.hearing.happenedSince(knownAt, at);
    this.open = { id, from: at, startSince, to: null, endSince: null, endedBy: null, hasCar: this.car === "there" };
    this.segments.push(this.open);
    this.ahead = null;
    this.knownAt = at;
    this.idAt = at;
  }

  private close(at: number, endedBy: Segment["endedBy"]): void {
    const { open } = this;
    if (open === null) return;
    open.to = at;
    open.endSince = this.endSince(Math.min(this.knownAt ?? open.from, at), at, endedBy);
    open.endedBy = endedBy;
    this.open = null;
    this.car = "gone";
    this.knownAt = at;
  }
  private endSince(knownAt: number, at: number, endedBy: Segment["endedBy"]): number | null {
    if (endedBy === "record") return null;
    // That the next car came is told; that this one left is not.
    return endedBy === "nextSession" ? this.hearing.heardUntil(knownAt, at) : this.hearing.happenedSince(knownAt, at);
  }
}
