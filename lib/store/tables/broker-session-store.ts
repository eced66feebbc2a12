import { z } from "zod";
import type { Database } from "../database/database";

export interface BrokerSessionStore {
  /**
   * The client id of the persistent session at the broker that all instances on this database share. The first who asks has
   * it be `proposed`; it stays as long as the database.
   */
  clientId(proposed: string): Promise<string>;
}

const row = z.object({ client_id: z.string() });

export function brokerSessionStore(db: Database): BrokerSessionStore {
  return {
    async clientId(proposed) {
      await db.run("insert into broker_session (client_id) values ($1) on conflict do nothing", [proposed]);
      const [found] = await db.rows(row, "select client_id from broker_session");
      return found?.client_id ?? proposed;
    },
  };
}
