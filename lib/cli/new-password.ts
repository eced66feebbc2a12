import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { CommandFailure, readText } from "./command-line";

const firstLine = (text: string) => text.split(/\r?\n/, 1)[0] ?? "";

async function typed(prompt: string): Promise<string> {
  // What is typed is not shown: the reader's echo goes nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  process.stderr.write(prompt);
  try {
    return await reader.question("");
  } finally {
    reader.close();
    process.stderr.write("\n");
  }
}

async function piped(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return firstLine(Buffer.concat(chunks).toString("utf8"));
}

/** A new password: the first line of `file`, else typed twice at a terminal, else the first line of standard input. */
export async function newPassword(file: string | undefined): Promise<string> {
  if (file !== undefined) return firstLine(await readText(file));
  if (!process.stdin.isTTY) return piped();
  const password = await typed("Password: ");
  if ((await typed("The same again: ")) !== password) throw new CommandFailure("The two passwords differ.");
  return password;
}
