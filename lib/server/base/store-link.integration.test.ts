import { afterAll, beforeAll, expect, it } from "vitest";
import type { Notice } from "../../store/database/notices";
import { openStore } from "../../store/store";
import { silentLog, startSystemPostgres, type TestServer } from "../../store/test-postgres";
import { until } from "../app/test-live";
import { createLog } from "./log";
import { openStoreLink } from "./store-link";

let postgres: TestServer;
beforeAll(async () => {
  postgres = await startSystemPostgres();
});
afterAll(() => postgres.end());

it("hears what changes while everything is read for the first time", async () => {
  const url = await postgres.database();
  const secret = Buffer.alloc(32, 1);
  const other = await openStore(url, { secret, log: silentLog });
  const heard: Notice[] = [];
  const link = openStoreLink(
    url,
    secret,
    {
      health: () => undefined,
      async opened() {
        await other.signOuts.add({ id: "meanwhile", until: 2 }, 1);
        await until(() => heard.some(({ kind, own }) => kind === "signOuts" && !own));
      },
      notice: (notice) => heard.push(notice),
      reconnected: () => undefined,
    },
    createLog("test", "fatal"),
  );
  await link.opened;
  expect(heard).toContainEqual({ kind: "signOuts", id: null, own: false });
  await link.close();
  await other.close();
});
