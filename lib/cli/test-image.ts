import { copyFile, link, lstat, mkdir, readdir, readFile, readlink, symlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { z } from "zod";

export interface Instruction {
  keyword: string;
  rest: string;
}

/** A Dockerfile's instructions in their order, lines that go on joined, comments left out. */
export function instructionsOf(dockerfile: string): Instruction[] {
  const lines = dockerfile.replace(/^\s*#.*\n/gm, "").replace(/\\\n\s*/g, "");
  return [...lines.matchAll(/^([A-Z]+) +(.+)$/gm)].map(([, keyword = "", rest = ""]) => ({ keyword, rest }));
}

/** What a COPY of the build's context names, and where it goes to. */
export function copied({ rest }: Instruction): { sources: string[]; target: string } {
  const names = rest.split(/ +/);
  return { sources: names.slice(0, -1), target: names.at(-1) ?? "" };
}

/** The command of an instruction that is written as a list (`CMD ["a", "b"]`, also after options). */
export function commandOf({ rest }: Instruction): string[] {
  return z.array(z.string()).parse(JSON.parse(rest.slice(rest.indexOf("["))));
}

type PutFile = (from: string, to: string) => Promise<void>;

/** The same file under another name where the disk allows it, else a copy. */
const putLink: PutFile = (from, to) =>
  link(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EXDEV") throw error;
    return copyFile(from, to);
  });

/** Puts a file, a link or a folder with all in it (but folders called `except`) to another place. */
async function put(from: string, to: string, putFile: PutFile, except?: string): Promise<void> {
  const found = await lstat(from);
  await mkdir(dirname(to), { recursive: true });
  if (found.isSymbolicLink()) return symlink(await readlink(from), to);
  if (!found.isDirectory()) return putFile(from, to);
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from))
    if (name !== except) await put(join(from, name), join(to, name), putFile, except);
}

/** What `COPY` does with what it names in the project: a folder's content, or a file by its name. */
export async function copyInto(project: string, app: string, instruction: Instruction): Promise<void> {
  const { sources, target } = copied(instruction);
  for (const source of sources) {
    const folder = (await lstat(join(project, source))).isDirectory();
    await put(join(project, source), join(app, target, folder ? "" : basename(source)), copyFile);
  }
}

const lockShape = z.object({
  packages: z.record(z.string(), z.object({ dev: z.boolean().optional(), optional: z.boolean().optional() })),
});

/** What `npm ci --omit=dev` installs, from the packages that the project has: no network. */
export async function installInto(project: string, app: string): Promise<void> {
  const { packages } = lockShape.parse(JSON.parse(await readFile(join(app, "package-lock.json"), "utf8")));
  for (const [path, { dev = false, optional = false }] of Object.entries(packages)) {
    if (path === "" || dev) continue;
    await put(join(project, path), join(app, path), putLink, "node_modules").catch((error: NodeJS.ErrnoException) => {
      // Of another system than this one: npm leaves it out as well.
      if (!optional || error.code !== "ENOENT") throw error;
    });
  }
  await put(join(project, "node_modules/.bin"), join(app, "node_modules/.bin"), putLink);
}
