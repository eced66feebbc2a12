import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLog } from "../base/log";
import { trustedProxies } from "../base/trusted-proxies";
import { clientAddress } from "./client-address";
import { createFront, standBefore } from "./http-front";

const log = createLog("test", "silent");

async function ask(server: Server, method: string, headers: Record<string, string> = {}, path = "/api/x") {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const asking = request({ host: "127.0.0.1", port, method, headers, path });
  asking.end();
  const [answer]: [IncomingMessage] = (await once(asking, "response")) as [IncomingMessage];
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
}

describe("the front of an HTTP server", () => {
  let server: Server;
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
    expect((await ask(server, "GET", { "x-forwarded-for": "203.0.113.9, 192.0.2.1" })).body).toBe("192.0.2.1");
    expect((await ask(server, "GET")).body).toBe("127.0.0.1");
  });

  it("tells browsers of an https address to come by no other way", async () => {
    expect((await ask(server, "GET")).headers["strict-transport-security"]).toBe("max-age=31536000");
  });

  it("refuses TRACE in the API's own form, before anybody else sees it", async () => {
    const { status, headers, body } = await ask(server, "TRACE");
    expect(status).toBe(405);
    expect(headers.allow).toContain("GET");
    expect(JSON.parse(body)).toMatchObject({ code: "methodNotAllowed" });
  });
});

describe("a path that cannot be decoded", () => {
  it.each([
    ["/api/%ff", "GET", 400, '"code":"badRequest"'],
    ["/api/chargers/%E0%A4%A/history?x=%ff", "POST", 400, '"code":"badRequest"'],
    ["/api/x?q=%ff", "GET", 200, "/api/x?q=%ff"],
    ["/%ff", "GET", 200, "/no-such-page"],
    ["/installations/%", "POST", 200, "/no-such-page"],
    ["/installations/caf%C3%A9", "GET", 200, "/installations/caf%C3%A9"],
  ])("%s %s: %i %s", async (path, method, status, body) => {
    const front = createFront({ trusts: trustedProxies(""), https: false, log });
    const own = createServer((asked, answer) => front(asked, answer, () => answer.end(asked.url))).listen(0);
    await once(own, "listening");
    const answer = await ask(own, method, {}, path);
    own.close();
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(body);
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
