import type { DeviceId, InstallationId } from "../domain/ids";
import type { Scope } from "../domain/scope";
import { sees, type Viewer } from "./audience";
import { chargersIn, type Interest, interestOf } from "./interest";
import { type After, createLane, type Lane } from "./lane";
import type { Reader } from "./reader";
import type { Sight } from "./sight";
import type { Texts } from "./texts";

/** A list folds to at most one frame in this time, a charger's own page to one in the shorter. */
export const listIntervalMs = 100;
export const chargerIntervalMs = 16;

const encoder = new TextEncoder();

/** One event of the stream; `members` are the frame's own, as JSON text. */
export function eventBytes(kind: string, rev: number, at: number, members: readonly string[]): Uint8Array {
  const head = `event: ${kind}\nid: ${rev}\ndata: {"kind":"${kind}","rev":${rev},"at":${at}`;
  return encoder.encode(`${head}${members.map((member) => `,${member}`).join("")}}\n\n`);
}

const list = (name: string, texts: readonly (string | null)[]): string[] => {
  const there = texts.filter((text) => text !== null);
  return there.length === 0 ? [] : [`"${name}":[${there.join(",")}]`];
};

/** The readers with the same rights and scopes: every frame is made once for all of them. */
export class Group {
  readonly readers = new Set<Reader>();
  interest: Interest;
  private fastChargers = new Set<DeviceId>();
  private links = false;
  private slowChargers = new Set<DeviceId>();
  private installations = new Set<InstallationId>();
  private firmware = false;
  private support = false;
  private fast: Lane;
  private slow: Lane;
  private sentAt: number;

  constructor(
    readonly key: string,
    readonly viewer: Viewer,
    readonly scopes: readonly Scope[],
    readonly names: readonly string[],
    private readonly sight: Sight,
    private readonly texts: Texts,
    private readonly now: () => number,
    after: After,
    private readonly tooSlow: (reader: Reader) => void,
  ) {
    this.interest = interestOf(sight, viewer, scopes);
    this.sentAt = now();
    this.fast = createLane(chargerIntervalMs, now, after, () => this.sendFast());
    this.slow = createLane(listIntervalMs, now, after, () => this.sendSlow());
  }

  chargerChanged(id: DeviceId): void {
    if (this.interest.chargers.has(id) || this.interest.said.has(id)) this.fastChargers.add(id);
    else this.slowChargers.add(id);
  }

  installationChanged(id: InstallationId): void {
    this.installations.add(id);
  }

  linksChanged(): void {
    this.links = true;
  }

  firmwareChanged(): void {
    this.firmware = true;
  }

  supportChanged(): void {
    this.support = true;
  }

  /** After all that one change touches is marked: sends, or sees to it that it is sent. */
  wake(): void {
    if (this.fastChargers.size > 0 || this.links) this.fast.wake();
    if (this.slowChargers.size > 0 || this.installations.size > 0 || this.firmware || this.support) this.slow.wake();
  }

  /** All of it, and nothing more to tell until the next change. */
  snapshot(): Uint8Array {
    const { sight, texts, interest } = this;
    const members = [
      `"scopes":${JSON.stringify(this.names)}`,
      `"links":${texts.links()}`,
      `"installations":[${this.there([...interest.installations], texts.installation)}]`,
      `"chargers":[${this.there(chargersIn(sight, interest), texts.charger)}]`,
      `"details":[${this.there([...interest.chargers], texts.detail)}]`,
      `"said":[${this.there([...interest.said], texts.said)}]`,
      ...this.wholes(interest.firmware, interest.support),
    ];
    return eventBytes("snapshot", sight.rev(), this.now(), members);
  }

  /** The topology is another: what the scopes mean is worked out anew, and everybody begins again. */
  begin(): void {
    this.interest = interestOf(this.sight, this.viewer, this.scopes);
    this.fastChargers.clear();
    this.slowChargers.clear();
    this.installations.clear();
    this.links = this.firmware = this.support = false;
    this.sendAll(this.snapshot());
  }

  heartbeat(silentForMs: number): void {
    if (this.now() - this.sentAt >= silentForMs)
      this.sendAll(eventBytes("heartbeat", this.sight.rev(), this.now(), []));
  }

  close(): void {
    this.fast.close();
    this.slow.close();
  }

  private sendFast(): void {
    const ids = [...this.fastChargers];
    const { chargers, said } = this.interest;
    const members = [
      ...(this.links ? [`"links":${this.texts.links()}`] : []),
      ...list("chargers", ids.filter((id) => this.wantsView(id)).map(this.texts.charger)),
      ...list("details", ids.filter((id) => chargers.has(id)).map(this.texts.detail)),
      ...list("said", ids.filter((id) => said.has(id)).map(this.texts.said)),
    ];
    this.fastChargers.clear();
    this.links = false;
    this.sendAll(eventBytes("delta", this.sight.rev(), this.now(), members));
  }

  private sendSlow(): void {
    const members = [
      ...list("installations", [...this.installations].map(this.texts.installation)),
      ...list("chargers", [...this.slowChargers].map(this.texts.charger)),
      ...this.wholes(this.firmware, this.support),
    ];
    this.slowChargers.clear();
    this.installations.clear();
    this.firmware = this.support = false;
    this.sendAll(eventBytes("delta", this.sight.rev(), this.now(), members));
  }

  /** A reader that asks only what a charger said has no use for its view. */
  private wantsView(id: DeviceId): boolean {
    const installationId = this.sight.installationOf(id);
    return this.interest.chargers.has(id) || (installationId != null && this.interest.chargersOf.has(installationId));
  }

  private wholes(firmware: boolean, support: boolean): string[] {
    const { viewer, sight, texts } = this;
    return [
      ...(firmware ? [`"firmware":${JSON.stringify(sight.firmware(sees(viewer)))}`] : []),
      ...(support ? [`"support":${texts.support()}`] : []),
    ];
  }

  private there(ids: readonly string[], text: (id: string) => string | null): string {
    return ids
      .map(text)
      .filter((found) => found !== null)
      .join(",");
  }

  private sendAll(bytes: Uint8Array): void {
    this.sentAt = this.now();
    for (const reader of [...this.readers]) if (!reader.send(bytes)) this.tooSlow(reader);
  }
}
