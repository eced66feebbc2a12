import type { MessageList } from "../../contract/api";
import type { ChargerHistory, InstallationHistory } from "../../contract/history";
import type { Person } from "../../domain/access/person";
import type { Command, CommandKind } from "../../domain/command/command";
import type { CommandCursor } from "../../domain/command/command-cursor";
import type { DeviceId, InstallationId, Product } from "../../domain/ids";
import type { Changed, Preview } from "../../domain/settings/preview";
import type { Topology } from "../../domain/topology";
import type { MessageQuery } from "../../store/tables/message-store";
import type { EnteredCharger } from "../../store/tables/topology-store";
import type { Broadcaster } from "../../stream/broadcast/broadcaster";
import type { FleetReader } from "../../stream/broadcast/fleet-reader";
import type { EndedSignIns } from "../auth/ended-sign-ins";
import type { KnownPerson, People } from "../auth/people";
import type { SignInAttempts } from "../auth/sign-in-attempts";
import type { SettingsChanger } from "../control/change-settings";
import type { HistoryQuery } from "../history/charger-history";
import type { installationHistory } from "../history/installation-history";
import type { WallLinks } from "../wall/wall-links";
import type { Health } from "./health";
import type { MomentRequests } from "./requests/moment-requests";
import type { PriceRequests } from "./requests/price-requests";
import type { ReportRequests } from "./requests/report-requests";
import type { SessionRequests } from "./requests/session-requests";
import type { TagRequests } from "./requests/tag-requests";
import type { UsageRequests } from "./requests/usage-requests";

/** Which of a charger's commands are asked for; `before` null: from the newest on. */
interface CommandPage {
  before: CommandCursor | null;
  limit: number;
}
/** `next` null: these were the last. */
interface CommandsFrom {
  commands: readonly Command[];
  next: CommandCursor | null;
}

/** What pages and routes can ask of the one live fleet. What is refused is thrown as a Refusal. */
export interface Live {
  readonly mode: "demo" | "real";
  now(): number;
  readonly people: People;
  readonly endedSignIns: EndedSignIns;
  readonly attempts: SignInAttempts;
  readonly fleetReader: FleetReader;
  readonly stream: Broadcaster;
  topology(): Topology;
  verifyPerson(email: string, password: string): Promise<KnownPerson | null | "unavailable">;
  /** Signed out: its token and its streams are worth nothing any more. */
  endSignIn(signInId: string): void;
  /** Signed out everywhere: all of the person's sign-ins and streams, in every instance. */
  endAllSignIns(personId: string): Promise<void>;
  /** Records a command and sends it, at once or never. Role and visibility are the caller's part. */
  command(person: Person, deviceId: DeviceId, kind: CommandKind, idempotencyKey: string): Promise<Command>;
  /** Newest first. Refused (`storeUnavailable`) where only the store knows them and is away. */
  commandsOf(deviceId: DeviceId, page: CommandPage): Promise<CommandsFrom>;
  /** From the message log, newest first; null: the cursor is no message of this charger's. Refused (`storeUnavailable`) without the store. */
  messagesOf(deviceId: DeviceId, query: MessageQuery): Promise<MessageList | null>;
  /** From the store. Refused (`storeUnavailable`) without it. */
  chargerHistory(
    query: Pick<HistoryQuery, "deviceId" | "resolution" | "keys" | "events"> & { commands: boolean },
  ): Promise<ChargerHistory>;
  /** What the lines of an installation carried, from the store. Refused (`storeUnavailable`) without it. */
  installationHistory(
    id: InstallationId,
    range: Parameters<typeof installationHistory>[1],
  ): Promise<InstallationHistory>;
  readonly sessions: SessionRequests;
  readonly prices: PriceRequests;
  readonly tags: TagRequests;
  readonly moments: MomentRequests;
  readonly usage: UsageRequests;
  readonly reports: ReportRequests;
  /** `version` null: back to "not known". */
  setAvailable(person: Person, product: Product, version: string | null): Promise<void>;
  /** Says where a charger hangs that speaks but is on no circuit yet. False: there is no such circuit. */
  assign(charger: EnteredCharger): Promise<boolean>;
  /** What a change of settings would do; null: no such installation. */
  preview(id: InstallationId, changed: Changed): Preview | null;
  readonly overrideBy: SettingsChanger["overrideBy"];
  readonly setInstallation: SettingsChanger["setInstallation"];
  readonly setCharger: SettingsChanger["setCharger"];
  readonly wallLinks: WallLinks;
  health(): Health;
  stop(): Promise<void>;
}
