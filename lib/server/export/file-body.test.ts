import { once } from "node:events";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { fileBody } from "./file-body";

const endless = () =>
  Readable.from(
    (async function* () {
      for (;;) yield Buffer.from("piece");
    })(),
  );

test("is the whole file", async () => {
  const file = Readable.from([Buffer.from("a"), Buffer.from("b")]);
  expect(await new Response(fileBody(file)).text()).toBe("ab");
});

test.each([0, 1, 3])("lets go of the file where who asked goes away after %i pieces", async (pieces) => {
  const file = endless();
  const reader = fileBody(file).getReader();
  for (let taken = 0; taken < pieces; taken += 1) await reader.read();
  const closed = once(file, "close");
  await Promise.all([reader.cancel(), closed]);
  expect(file.destroyed).toBe(true);
});

test("lets go of the file where who asked says nothing any more", async () => {
  const file = endless();
  const reader = fileBody(file, 50).getReader();
  await reader.read();
  await expect(once(file, "close")).rejects.toThrow("Nobody takes the file.");
  await expect(reader.read()).rejects.toThrow("Nobody takes the file.");
});

test("ends with the file's own error", async () => {
  const file = Readable.from(
    (async function* () {
      yield Buffer.from("a");
      throw new Error("the database went away");
    })(),
  );
  file.on("error", () => undefined);
  await expect(new Response(fileBody(file)).text()).rejects.toThrow("the database went away");
});
