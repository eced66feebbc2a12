import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { withRolesTable } from "./roles-table";

const page = resolve(import.meta.dirname, "../../../docs/roles.md");
writeFileSync(page, withRolesTable(readFileSync(page, "utf8")));
