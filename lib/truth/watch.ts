import type { Frame } from "../contract/frame";
import type { DeviceId } from "../domain/ids";
import type { Book } from "./book/book";
import { installationId } from "./cast";
import type { Finding, Tally } from "./judge/finding";
import { judgeCharger } from "./judge/judge-charger";
import { judgeCommands } from "./judge/judge-commands";
import { newMemory } from "./judge/judge-reading";
import { judgeSent } from "./judge/judge-sent";
import { judgeSums } from "./judge/judge-sums";
import type { Product } from "./product";
import { StreamReader } from "./stream-reader";

/** Scopes that one stream may have. */
const mostScopes = 60;
/** How many of a charger's messages are told beside a lie. */
const storyOf = 25;

export interface Watch {
  /** Judges all that is shown at `now`, ms. */
  look(now: number): void;
  add(findings: readonly Finding[]): void;
  frames(): number;
  end(): void;
}

/** A page of support's that looks at everything, and the judge behind it, who also looks at each charger that a frame tells of. */
export function openWatch(
  product: Product,
  cookie: string,
  books: ReadonlyMap<DeviceId, Book>,
  tally: Tally,
  say: (line: string) => void,
): Watch {
  const memory = newMemory();
  const ids = [...books.keys()];
  const upMs = (now: number) => {
    const since = product.upSince();
    return since === null ? 0 : now - since;
  };
  const add = (findings: readonly Finding[]) => {
    for (const finding of findings) {
      const before = tally.lies.length;
      tally.add(finding);
      if (tally.lies.length === before) continue;
      say(`FALSE ${finding.of} ${finding.field}: ${finding.lie}: ${finding.detail}`);
      for (const line of books.get(finding.of)?.story(storyOf) ?? []) say(line);
      if (finding.lie === "lost") tellAnew(finding.of);
    }
  };
  /** What a page shows that is opened now: whether the fleet has lost something, or the first page was not told of it. */
  const tellAnew = (deviceId: DeviceId) => {
    const page = new StreamReader(product.url, cookie, [`sent:${deviceId}`], (frame) => {
      if (frame.kind !== "snapshot") return;
      const said = page.shown(Date.now())?.sent[deviceId]?.observations ?? [];
      say(`a page opened now shows ${JSON.stringify(said.map(({ id, raw, at }) => [id, raw, at]))}`);
      say(`health: ${JSON.stringify(product.health())}`);
      page.end();
    });
  };
  const lookAt = (deviceIds: Iterable<DeviceId>, now: number) => {
    const shown = main.shown(now);
    for (const deviceId of shown === null ? [] : deviceIds) {
      const [view, detail, book] = [shown?.chargers.get(deviceId), shown?.details[deviceId], books.get(deviceId)];
      if (view && book) add(judgeCharger(book, view, now, upMs(now), memory));
      if (detail && book) add(judgeCommands(book, detail.commands, now));
    }
  };
  const onFrame = (frame: Frame) => {
    if (frame.kind === "delta" && frame.chargers) {
      lookAt(
        frame.chargers.map(({ deviceId }) => deviceId),
        Date.now(),
      );
    }
  };
  const part = ids.slice(0, mostScopes);
  const main = new StreamReader(
    product.url,
    cookie,
    [`installation:${installationId}`, ...part.map((id) => `charger:${id}`)],
    onFrame,
  );
  const sent = new StreamReader(
    product.url,
    cookie,
    part.map((id) => `sent:${id}`),
  );
  return {
    add,
    look(now) {
      lookAt(ids, now);
      const view = main.shown(now)?.installations[installationId];
      if (view) add(judgeSums([...books.values()], view, now));
      const all = sent.shown(now)?.sent ?? {};
      for (const [deviceId, { observations }] of Object.entries(all)) {
        const book = books.get(deviceId);
        if (book) add(judgeSent(book, observations, now, upMs(now)));
      }
    },
    frames: () => main.frames + sent.frames,
    end() {
      main.end();
      sent.end();
    },
  };
}
