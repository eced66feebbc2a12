import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Person, type Role, roles } from "../../domain/access/person";
import type { InstallationId } from "../../domain/ids";
import type { Database, Sql } from "../database/database";
import type { Notify } from "../database/notices";
import { isMissingReference, isUniqueViolation } from "../database/unavailable";
import { hashPassword, passwordMatches } from "../secrets/password";

/** A person as stored. A sign-in made under an older `version` has ended: password, role, rights or standing changed since. */
export interface StoredPerson extends Person {
  version: number;
  disabled: boolean;
  /** A sample person of the demo: has no password. */
  demo: boolean;
}

interface NewPerson {
  email: string;
  name: string;
  role: Role;
  installationIds: readonly InstallationId[];
  password: string;
}

type AddPersonOutcome =
  | { outcome: "added"; person: StoredPerson }
  | { outcome: "emailTaken" }
  | { outcome: "unknownInstallation" };

export interface PeopleStore {
  /** Everybody, disabled ones too, by email. */
  list(): Promise<StoredPerson[]>;
  get(id: string): Promise<StoredPerson | null>;
  byEmail(email: string): Promise<StoredPerson | null>;
  add(person: NewPerson): Promise<AddPersonOutcome>;
  /** Enters a sample person, who has no password, or brings it up to date. */
  ensurePerson(person: Person): Promise<StoredPerson>;
  /** The person whose email and password these are and who is not disabled; null otherwise, at equal cost. */
  verify(email: string, password: string): Promise<StoredPerson | null>;
  /** The following return false when there is no such person; each ends the person's sign-ins. */
  setPassword(id: string, password: string): Promise<boolean>;
  setDisabled(id: string, disabled: boolean): Promise<boolean>;
  endSignIns(id: string): Promise<boolean>;
  setRole(id: string, role: Role): Promise<boolean>;
  remove(id: string): Promise<boolean>;
  setInstallations(
    id: string,
    installationIds: readonly InstallationId[],
  ): Promise<"done" | "unknownPerson" | "unknownInstallation">;
  /** Whether anybody but sample people is entered: that ends the demo. */
  hasRealPerson(): Promise<boolean>;
}

const personRow = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: z.enum(roles),
    password_hash: z.string().nullable(),
    version: z.number(),
    disabled: z.boolean(),
    demo: z.boolean(),
    installation_ids: z.array(z.string()),
  })
  .transform((row) => ({
    hash: row.password_hash,
    person: {
      id: row.id,
      email: row.email,
      name: row.name,
      role: row.role,
      installationIds: row.installation_ids,
      version: row.version,
      disabled: row.disabled,
      demo: row.demo,
    } satisfies StoredPerson,
  }));

const select = `select p.*, coalesce((select array_agg(installation_id order by installation_id)
  from person_installations i where i.person_id = p.id), '{}') as installation_ids from people p`;

async function give(sql: Sql, id: string, installationIds: readonly InstallationId[]): Promise<void> {
  await sql.run("delete from person_installations where person_id = $1", [id]);
  await sql.run("insert into person_installations select $1, unnest($2::text[]) on conflict do nothing", [
    id,
    [...installationIds],
  ]);
}

export function peopleStore(db: Database, notify: Notify): PeopleStore {
  const find = async (sql: Sql, where: string, value: string) =>
    (await sql.rows(personRow, `${select} where ${where}`, [value]))[0] ?? null;
  const get = async (sql: Sql, id: string) => (await find(sql, "p.id = $1", id))?.person ?? null;
  const must = async (sql: Sql, id: string) => {
    const person = await get(sql, id);
    if (!person) throw new Error("A person just written is not there.");
    return person;
  };
  const change = (text: string, values: unknown[]) =>
    db.transaction(async (sql) => {
      const changed = (await sql.run(text, values)) > 0;
      if (changed) await notify(sql, "people");
      return changed;
    });

  return {
    list: async () => (await db.rows(personRow, `${select} order by lower(p.email)`)).map((row) => row.person),
    get: (id) => get(db, id),
    byEmail: async (email) => (await find(db, "lower(p.email) = lower($1)", email.trim()))?.person ?? null,
    async add(person) {
      const hash = await hashPassword(person.password);
      const id = randomUUID();
      try {
        return await db.transaction(async (sql) => {
          await sql.run(
            "insert into people (id, email, name, role, password_hash, created_at) values ($1, $2, $3, $4, $5, $6)",
            [id, person.email.trim(), person.name, person.role, hash, Date.now()],
          );
          await give(sql, id, person.installationIds);
          await notify(sql, "people");
          return { outcome: "added", person: await must(sql, id) };
        });
      } catch (error) {
        if (isUniqueViolation(error, "people_email")) return { outcome: "emailTaken" };
        if (isMissingReference(error)) return { outcome: "unknownInstallation" };
        throw error;
      }
    },
    ensurePerson: (person) =>
      db.transaction(async (sql) => {
        await sql.run(
          `insert into people (id, email, name, role, demo, created_at) values ($1, $2, $3, $4, true, $5)
           on conflict (id) do update set (email, name, role) = row(excluded.email, excluded.name, excluded.role)`,
          [person.id, person.email, person.name, person.role, Date.now()],
        );
        await give(sql, person.id, person.installationIds);
        await notify(sql, "people");
        return must(sql, person.id);
      }),
    async verify(email, password) {
      const found = await find(db, "lower(p.email) = lower($1)", email.trim());
      const matches = await passwordMatches(password, found?.hash ?? null);
      return found && matches && !found.person.disabled ? found.person : null;
    },
    async setPassword(id, password) {
      const hash = await hashPassword(password);
      return change("update people set password_hash = $2, version = version + 1 where id = $1", [id, hash]);
    },
    setDisabled: (id, disabled) =>
      change("update people set disabled = $2, version = version + 1 where id = $1", [id, disabled]),
    endSignIns: (id) => change("update people set version = version + 1 where id = $1", [id]),
    setRole: (id, role) => change("update people set role = $2, version = version + 1 where id = $1", [id, role]),
    remove: (id) => change("delete from people where id = $1", [id]),
    async setInstallations(id, installationIds) {
      try {
        return await db.transaction(async (sql) => {
          const found = await sql.run("update people set version = version + 1 where id = $1", [id]);
          if (found === 0) return "unknownPerson";
          await give(sql, id, installationIds);
          await notify(sql, "people");
          return "done";
        });
      } catch (error) {
        if (isMissingReference(error)) return "unknownInstallation";
        throw error;
      }
    },
    async hasRealPerson() {
      const [row] = await db.rows(
        z.object({ real: z.boolean() }),
        "select exists (select from people where not demo) as real",
      );
      return row?.real ?? false;
    },
  };
}
