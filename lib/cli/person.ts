import { seesAll } from "../domain/access/permissions";
import { type Role, roles } from "../domain/access/person";
import { isPlainText, notPlain } from "../domain/plain-text";
import { passwordFault } from "../store/secrets/password";
import type { Store } from "../store/store";
import type { StoredPerson } from "../store/tables/people-store";
import { CommandFailure, exactly, readOptions, runCommand, table } from "./command-line";
import { newPassword } from "./new-password";
import { withStore } from "./with-store";

const usage = `Who may sign in. The first person ends the demo.

  npm run person -- add <email> --name <name> --role owner|manager|support [--installation <id>]... [--password-file <file>]
  npm run person -- list
  npm run person -- password <email> [--password-file <file>]
  npm run person -- role <email> owner|manager|support
  npm run person -- grant <email> <installation>...
  npm run person -- revoke <email> <installation>...
  npm run person -- disable <email>
  npm run person -- enable <email>
  npm run person -- remove <email>

The password (at least 12 characters) is asked for, or read from the first line of standard input or of --password-file;
never from the command line. Support sees every installation, owners and managers those given to them.
`;

const emailPattern = /^[^\s@]+@[^\s@]+$/;
const longestName = 100;

const options = {
  name: { type: "string" },
  role: { type: "string" },
  installation: { type: "string", multiple: true },
  "password-file": { type: "string" },
} as const;

function roleOf(text: string | undefined): Role {
  const role = roles.find((one) => one === text);
  if (!role) throw new CommandFailure(`The role is one of ${roles.join(", ")}.`, 2);
  return role;
}

async function passwordFrom(file: string | undefined): Promise<string> {
  const password = await newPassword(file);
  const fault = passwordFault(password);
  if (fault) throw new CommandFailure(fault);
  return password;
}

/** People are the real ones, also while the demo still runs; nothing of theirs lies under the secret. */
const withPeople = (work: (store: Store) => Promise<void>) =>
  withStore({ real: true, withoutSecret: true }, ({ store }) => work(store));

const withPerson = (email: string, work: (store: Store, person: StoredPerson) => Promise<void>) =>
  withPeople(async (store) => {
    const person = await store.people.byEmail(email);
    if (!person) throw new CommandFailure(`There is no person with the email ${email}.`);
    await work(store, person);
  });

async function setInstallations(store: Store, person: StoredPerson, ids: readonly string[]): Promise<void> {
  const outcome = await store.people.setInstallations(person.id, ids);
  if (outcome === "unknownInstallation") throw new CommandFailure(await unknownInstallations(store, ids));
}

async function unknownInstallations(store: Store, ids: readonly string[]): Promise<string> {
  const known = (await store.topology.load()).installations.map((one) => one.id);
  const unknown = ids.filter((id) => !known.includes(id));
  return `Unknown installation: ${unknown.join(", ")}. Known: ${known.join(", ") || "none; import them first (npm run topology -- import <file> --real)"}.`;
}

function describe(person: StoredPerson): string[] {
  const rights = seesAll(person.role) ? "all" : person.installationIds.join(", ") || "none";
  return [person.email, person.name, person.role, rights, person.disabled ? "disabled" : ""];
}

async function add(args: string[]): Promise<void> {
  const { values, positionals } = readOptions(args, options);
  const [email = ""] = exactly(positionals, "email");
  if (!emailPattern.test(email) || email.length > 320) throw new CommandFailure(`${email} is not an email address.`, 2);
  const name = values.name?.trim();
  if (!name) throw new CommandFailure("--name is missing.", 2);
  for (const [what, text] of [
    ["email", email],
    ["name", name],
  ] as const)
    if (!isPlainText(text)) throw new CommandFailure(`The ${what} ${notPlain}.`, 2);
  if (name.length > longestName) throw new CommandFailure(`The name is longer than ${longestName} characters.`, 2);
  const role = roleOf(values.role);
  const installationIds = values.installation ?? [];
  const password = await passwordFrom(values["password-file"]);
  await withPeople(async (store) => {
    const result = await store.people.add({ email, name, role, installationIds, password });
    if (result.outcome === "emailTaken") throw new CommandFailure(`There is a person with the email ${email} already.`);
    if (result.outcome === "unknownInstallation")
      throw new CommandFailure(await unknownInstallations(store, installationIds));
    process.stdout.write(`Added ${name} (${role}).\n`);
    if (!seesAll(role) && installationIds.length === 0)
      process.stdout.write("No installation is given to them yet: npm run person -- grant <email> <installation>\n");
  });
}

const actions: Record<string, (args: string[]) => Promise<void>> = {
  add,
  async list(args) {
    exactly(readOptions(args, {}).positionals);
    await withPeople(async (store) => {
      const people = await store.people.list();
      process.stdout.write(table([["EMAIL", "NAME", "ROLE", "INSTALLATIONS", ""], ...people.map(describe)]));
    });
  },
  async password(args) {
    const { values, positionals } = readOptions(args, { "password-file": options["password-file"] });
    const [email = ""] = exactly(positionals, "email");
    const password = await passwordFrom(values["password-file"]);
    await withPerson(email, async (store, person) => {
      await store.people.setPassword(person.id, password);
    });
  },
  async role(args) {
    const [email = "", role] = exactly(readOptions(args, {}).positionals, "email", "role");
    const next = roleOf(role);
    await withPerson(email, async (store, person) => {
      await store.people.setRole(person.id, next);
    });
  },
  async grant(args) {
    const [email = "", ...ids] = readOptions(args, {}).positionals;
    if (ids.length === 0) throw new CommandFailure("Wanted: <email> <installation>...", 2);
    await withPerson(email, (store, person) => setInstallations(store, person, [...person.installationIds, ...ids]));
  },
  async revoke(args) {
    const [email = "", ...ids] = readOptions(args, {}).positionals;
    if (ids.length === 0) throw new CommandFailure("Wanted: <email> <installation>...", 2);
    await withPerson(email, (store, person) =>
      setInstallations(
        store,
        person,
        person.installationIds.filter((id) => !ids.includes(id)),
      ),
    );
  },
  async disable(args) {
    const [email = ""] = exactly(readOptions(args, {}).positionals, "email");
    await withPerson(email, async (store, person) => {
      await store.people.setDisabled(person.id, true);
    });
  },
  async enable(args) {
    const [email = ""] = exactly(readOptions(args, {}).positionals, "email");
    await withPerson(email, async (store, person) => {
      await store.people.setDisabled(person.id, false);
    });
  },
  async remove(args) {
    const [email = ""] = exactly(readOptions(args, {}).positionals, "email");
    await withPerson(email, async (store, person) => {
      await store.people.remove(person.id);
      process.stdout.write(`Removed ${person.name}.\n`);
    });
  },
};

await runCommand(usage, async ([action = "", ...args]) => {
  const run = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (!run) throw new CommandFailure(`Unknown: ${action}`, 2);
  await run(args);
});
