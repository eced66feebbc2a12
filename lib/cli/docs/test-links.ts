import { posix } from "node:path";

/** The text without what is shown as it is written: blocks of code, and code within a line. */
const prose = (markdown: string) => markdown.replace(/^ *```[^\n]*\n[\s\S]*?^ *```/gm, "").replace(/`[^`\n]*`/g, "``");

/** The anchor that a heading gets, as GitHub makes it. */
const anchorOf = (heading: string) =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, "")
    .replaceAll(" ", "-");

/** The anchors of a page; of headings with the same words the second gets `-1`, and so on. */
export function anchorsOf(markdown: string): Set<string> {
  const anchors = new Set<string>();
  const withoutBlocks = markdown.replace(/^ *```[^\n]*\n[\s\S]*?^ *```/gm, "");
  for (const [, heading = ""] of withoutBlocks.matchAll(/^#{1,6} +(.+)$/gm)) {
    const anchor = anchorOf(heading);
    let own = anchor;
    for (let n = 1; anchors.has(own); n++) own = `${anchor}-${n}`;
    anchors.add(own);
  }
  return anchors;
}

/** What a page's links and pictures lead to within the project, as it is written. */
export const targetsOf = (markdown: string): string[] =>
  [...prose(markdown).matchAll(/\]\(([^)\s]+)[^)]*\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target));

/** Links that lead nowhere, one line each. Pages by path from the project's root; `there`: whether a file or folder is. */
export function brokenLinks(pages: ReadonlyMap<string, string>, there: (path: string) => boolean): string[] {
  return [...pages].flatMap(([page, text]) =>
    targetsOf(text).flatMap((target) => {
      const [file = "", anchor] = target.split("#");
      const path = file === "" ? page : posix.join(posix.dirname(page), file);
      if (!there(path)) return [`${page}: ${target}: there is no ${path}`];
      const found = pages.get(path);
      const known = anchor === undefined || (found !== undefined && anchorsOf(found).has(anchor));
      return known ? [] : [`${page}: ${target}: there is no such heading in ${path}`];
    }),
  );
}
