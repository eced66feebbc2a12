import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { problems } from "../../contract/problem";
import { anchorsOf, brokenLinks, targetsOf } from "./test-links";

const root = resolve(import.meta.dirname, "../../..");
const there = (path: string) => existsSync(join(root, path));
const read = (path: string) => readFileSync(join(root, path), "utf8");
const below = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(relative(root, entry.parentPath), entry.name));
const isPage = (path: string) => path.endsWith(".md");
const paths = [...readdirSync(root), ...["docs", "bench", ".github"].flatMap(below)].filter(isPage);
const pages = new Map(paths.map((path) => [path, read(path)]));

describe("who follows a link in README or docs", () => {
  it("comes to a page that is there, at a heading that is there", () => {
    expect(pages.size).toBeGreaterThan(20);
    expect(brokenLinks(pages, there)).toEqual([]);
  });

  it("finds every page of docs from its index", () => {
    const listed = targetsOf(read("docs/README.md")).map((target) => join("docs", target));
    const unlisted = below("docs").filter(
      (path) => isPage(path) && path !== "docs/README.md" && !listed.includes(path),
    );
    expect(unlisted).toEqual([]);
  });

  it("sees every picture of docs somewhere", () => {
    const shown = [...pages].flatMap(([page, text]) => targetsOf(text).map((target) => join(page, "..", target)));
    expect(below("docs/pictures").filter((path) => !shown.includes(path))).toEqual([]);
  });

  it.each([
    ["a page that is not there", "[x](gone.md)", 1],
    ["a heading that is not there", "[x](#gone)", 1],
    ["a heading of another page that is not there", "[x](../README.md#gone)", 1],
    ["a picture that is not there", "![x](pictures/gone.png)", 1],
    ["a link to a heading twice the same", "# A\n# A\n[x](#a-1)", 0],
    ["a heading with marks and code", "## When `x` ends, (now)\n[y](#when-x-ends-now)", 0],
    ["code that looks like a link", "`[x](gone.md)`\n```\n[x](gone.md)\n```", 0],
    ["another site", "[x](https://phaseboard.example/#gone)", 0],
  ])("is told of %s", (_, text, broken) => {
    const planted = new Map([...pages, ["docs/planted.md", text]]);
    const found = brokenLinks(planted, (path) => path === "docs/planted.md" || there(path));
    expect(found.filter((line) => line.startsWith("docs/planted.md"))).toHaveLength(broken);
  });

  it("knows the anchors as GitHub makes them", () => {
    expect([...anchorsOf("# What is *not* in it?\n## A charger's clock\n### 1. The demo")]).toEqual([
      "what-is-not-in-it",
      "a-chargers-clock",
      "1-the-demo",
    ]);
  });
});

describe("who is sent to a page or a file by words", () => {
  const code = ["lib", "app", "components", "deploy", "bench"].flatMap(below);

  it("finds the page that a message, a comment or a configuration names", () => {
    const text = /\.(ts|tsx|js|yaml|conf|service|md)$|Dockerfile$/;
    const named = code
      .filter((path) => text.test(path) && !path.endsWith(".test.ts"))
      .flatMap((path) => [...read(path).matchAll(/docs\/[a-z-]+\.md/g)].map(([page]) => page));
    expect(new Set(named).size).toBeGreaterThan(5);
    expect(named.filter((page) => !there(page))).toEqual([]);
  });

  it("finds the file that a page names", () => {
    const named = [...pages].flatMap(([page, text]) =>
      [...text.matchAll(/`((?:lib|app|components|deploy|e2e|bench|docs)\/[\w./-]+)`/g)].map(([, path = ""]) => [
        page,
        path,
      ]),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(([, path = ""]) => !there(path))).toEqual([]);
  });
});

describe("who writes a program against the API", () => {
  const page = read("docs/api.md");

  it("finds every path of it in docs/api.md", () => {
    const routes = below("app/api").filter((path) => path.endsWith("/route.ts") && !path.includes("[..."));
    const asked = routes.map((path) => path.slice("app".length, -"/route.ts".length).replace(/\[(\w+)\]/g, "{$1}"));
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((path) => !new RegExp(`${path.replace(/[{}]/g, "\\$&")}[\`?]`).test(page))).toEqual([]);
  });

  it("finds every refusal with its status", () => {
    const told = [...page.matchAll(/^\| `(\w+)` \| (\d+) \|/gm)].map(([, code, status]) => [code, Number(status)]);
    expect(Object.fromEntries(told)).toEqual(problems);
  });
});
