import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientAddress } from "./client-address";
import { createFront, standBefore } from "./http-front";
import { createLog } from "./log";
import { trustedProxies } from "./trusted-proxies";

const log = createLog("test", "silent");
let server: Server;

async function ask(method: string, headers: Record<string, string> = {}) {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const asking = request({ host: "127.0.0.1", port, method, headers, path: "/api/x" });
  asking.end();
  const [answer]: [IncomingMessage] = (await once(asking, "response")) as [IncomingMessage];
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
}

describe("the front of an HTTP server", () => {
  let leave: () => void;

  beforeAll(async () => {
    server = createServer((_, response) => void response.end(clientAddress())).listen(0, "127.0.0.1");
    await once(server, "listening");
    leave = standBefore(createFront({ trusts: trustedProxies("127.0.0.1"), https: true, log }));
  });
  afterAll(() => {
    leave();
    server.close();
  });

  it("says who asks, from the first request on, by what a trusted proxy adds", async () => {
    expect((await ask("GET", { "x-forwarded-for": "203.0.113.9, 192.0.2.1" })).body).toBe("192.0.2.1");
    expect((await ask("GET")).body).toBe("127.0.0.1");
  });

  it("tells browsers of an https address to come by no other way", async () => {
    expect((await ask("GET")).headers["strict-transport-security"]).toBe("max-age=31536000");
  });

  it("refuses TRACE in the API's own form, before anybody else sees it", async () => {
    const { status, headers, body } = await ask("TRACE");
    expect(status).toBe(405);
    expect(headers.allow).toContain("GET");
    expect(JSON.parse(body)).toMatchObject({ code: "methodNotAllowed" });
  });
});

describe("without a trusted proxy and https", () => {
  it("believes nobody, and says nothing of https", async () => {
    const front = createFront({ trusts: trustedProxies(""), https: false, log });
    const own = createServer((asked, answer) => front(asked, answer, () => answer.end(clientAddress()))).listen(0);
    await once(own, "listening");
    const address = own.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
    const answer = await fetch(url, { headers: { "x-forwarded-for": "192.0.2.1" } });
    expect(await answer.text()).toBe("127.0.0.1");
    expect(answer.headers.has("strict-transport-security")).toBe(false);
    own.close();
  });
});
