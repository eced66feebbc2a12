import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isRefusal } from "../../contract/refusal";
import { checkAuthBody } from "../auth/auth-body";
import { readBody } from "./body";

const request = (type: string | null, body: BodyInit, headers: Record<string, string> = {}) =>
  new Request("http://board.example/api/x", {
    method: "POST",
    body,
    headers: { ...(type === null ? {} : { "content-type": type }), ...headers },
  });
const codeOf = (reading: Promise<unknown>) =>
  reading.then(
    () => "taken",
    (error: unknown) => (isRefusal(error) ? error.problem : String(error)),
  );

describe("readBody", () => {
  const shape = z.object({ name: z.string() });
  const read = (type: string | null, body: BodyInit) => codeOf(readBody(request(type, body), shape));

  it.each(["application/json", "application/json; charset=utf-8", 'Application/JSON;charset="UTF-8"'])(
    "takes %s",
    async (type) => {
      expect(await read(type, '{"name":"ü"}')).toBe("taken");
    },
  );

  it.each([
    ["application/json; charset=utf-16"],
    ["application/json; profile=x; charset='utf-16'"],
    ["application/json;charset=utf-8;charset=iso-8859-1"],
    ["text/plain"],
    ["application/jsonp"],
    [null],
  ])("refuses %s by its type", async (type) => {
    expect(await read(type, '{"name":"x"}')).toBe("unsupportedMediaType");
  });

  it("refuses what is no UTF-8, no JSON, or not of the shape", async () => {
    expect(await read("application/json", new Uint8Array([0x7b, 0xff]))).toBe("badRequest");
    expect(await read("application/json", "nojson")).toBe("badRequest");
    expect(await read("application/json", '{"name":1}')).toBe("badRequest");
  });
});

describe("checkAuthBody", () => {
  const form = "application/x-www-form-urlencoded";
  const check = (type: string | null, body: string | Uint8Array<ArrayBuffer>) =>
    codeOf(checkAuthBody(request(type, body, { "content-length": String(body.length) })));

  it("takes a form or a JSON object, and leaves the body to be read", async () => {
    expect(await check("application/json", '{"csrfToken":"x","json":true}')).toBe("taken");
    const asked = request(form, "csrfToken=x", { "content-length": "11" });
    await checkAuthBody(asked);
    expect(await asked.text()).toBe("csrfToken=x");
  });

  it.each([
    [form, new Uint8Array([0x61, 0x3d, 0xff]), "badRequest"],
    ["application/json", "nojson", "badRequest"],
    ["application/json", "null", "badRequest"],
    ["application/json", '{"callbackUrl":{"a":1}}', "badRequest"],
    ["application/json; charset=utf-16", "{}", "unsupportedMediaType"],
    [`${form}; charset=utf-7`, "a=b", "unsupportedMediaType"],
    ["text/plain", "a=b", "unsupportedMediaType"],
    [form, "x".repeat(17_000), "badRequest"],
  ])("%s %s: %s", async (type, body, code) => {
    expect(await check(type, body)).toBe(code);
  });

  it("refuses a body that does not say its length", async () => {
    expect(await codeOf(checkAuthBody(request(form, "a=b")))).toBe("badRequest");
  });
});
