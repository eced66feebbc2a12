import { get, type IncomingMessage } from "node:http";
import type { Frame, LiveState } from "../contract/frame";
import { applyFrame } from "../stream/apply-frame";
import { parseFrame } from "../stream/read-frame";

const againMs = 100;
/** With no frame for so long a page says that its own connection is lost, ms. */
const quietMs = 5_000;

/** A page's event stream: connects again when it ends, as a page does, and holds what a page would show now. */
export class StreamReader {
  #state: LiveState | null = null;
  #open: IncomingMessage | null = null;
  #heardAt = 0;
  #ended = false;
  frames = 0;

  constructor(
    readonly url: string,
    readonly cookie: string,
    readonly scopes: readonly string[],
    readonly onFrame: (frame: Frame) => void = () => undefined,
  ) {
    this.#connect();
  }

  /** What is shown now; null: the page says that its own connection is lost, and all is old. */
  shown(now: number): LiveState | null {
    return this.#open !== null && now - this.#heardAt < quietMs ? this.#state : null;
  }

  end(): void {
    this.#ended = true;
    this.#open?.destroy();
  }

  #connect(): void {
    if (this.#ended) return;
    const query = this.scopes.map((scope) => `scope=${encodeURIComponent(scope)}`).join("&");
    const request = get(`${this.url}/api/stream?${query}`, {
      headers: { cookie: this.cookie, accept: "text/event-stream" },
    });
    request.on("response", (response) => this.#read(response));
    // Nobody listens just now: it is tried again.
    request.on("error", () => this.#again());
  }

  #read(response: IncomingMessage): void {
    if (response.statusCode !== 200) {
      response.resume();
      this.#again();
      return;
    }
    let rest = "";
    response.setEncoding("utf8");
    response.on("data", (chunk: string) => {
      const events = (rest + chunk).split("\n\n");
      rest = events.pop() ?? "";
      for (const event of events) this.#take(event, response);
    });
    response.on("error", () => undefined);
    response.on("close", () => {
      this.#open = null;
      this.#state = null;
      this.#again();
    });
  }

  #take(event: string, response: IncomingMessage): void {
    const data = event.split("\n").find((line) => line.startsWith("data:"));
    const frame = data === undefined ? null : parseFrame(data.slice(5).trim());
    if (frame === null) return;
    this.#open = response;
    this.#heardAt = Date.now();
    this.#state = applyFrame(this.#state, frame);
    this.frames += 1;
    this.onFrame(frame);
  }

  #again(): void {
    if (!this.#ended) setTimeout(() => this.#connect(), againMs);
  }
}
