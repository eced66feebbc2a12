import { z } from "zod";
import { Refusal } from "../../../contract/refusal";
import { ownInstallations } from "../../../domain/access/actor";
import { installationScope, reachOf } from "../../../domain/access/permissions";
import type { Person } from "../../../domain/access/person";
import { micros } from "../../../domain/history/row";
import type { SessionFilter, Visible } from "../../../store/sessions/session-filter";
import { demand } from "../../access/demand";
import { earliestMs, instantHint, instantParameter, latestMs } from "../../http/instant-parameter";

const optional = z.string().min(1).optional();
const yesOrNo = (usual: "true" | "false") =>
  z
    .enum(["true", "false"])
    .default(usual)
    .transform((word) => word === "true");

const filterShape = {
  from: instantParameter.default(earliestMs),
  to: instantParameter.default(latestMs),
  installation: optional,
  charger: optional,
  circuit: optional,
  tag: optional,
  name: optional,
  group: optional,
  problems: yesOrNo("false"),
  empty: yesOrNo("true"),
};

const hint =
  `from, to: ${instantHint}; from is before to. installation, charger, circuit, tag: one of each. name, group: of one installation. ` +
  "problems, empty: true or false.";

/** Whose sessions a person may see. */
export const visibleTo = (person: Person): Visible =>
  reachOf(person, "seeSessions") === "all" ? null : ownInstallations(person);

/**
 * Which sessions a query means, and what else it says by `more`. Those that go on belong to the time that goes on.
 * @throws Refusal `badRequest`, `notFound` (an installation that is foreign or unknown), `notAllowed` (names, for who may not see them)
 */
export function askedSessions<M extends z.ZodRawShape>(
  params: URLSearchParams,
  person: Person,
  now: number,
  more: M,
  moreHint: string,
): { filter: SessionFilter; more: z.output<z.ZodObject<M>> } {
  const given = Object.fromEntries(params);
  const [own, others] = [z.object(filterShape), z.object(more)];
  const isKnown = Object.keys(given).every((name) => name in filterShape || name in more);
  const [asked, read] = [own.safeParse(given), others.safeParse(given)];
  if (!isKnown || !asked.success || !read.success || asked.data.from >= asked.data.to)
    throw new Refusal("badRequest", { detail: `${hint} ${moreHint}` });
  const { from, to, installation, charger = null, circuit = null, tag = null, name = null, group = null } = asked.data;
  const visible = visibleTo(person);
  if (installation !== undefined && visible !== null && !visible.includes(installation)) throw new Refusal("notFound");
  if (name !== null || group !== null) {
    if (installation === undefined) throw new Refusal("badRequest", { detail: `${hint} ${moreHint}` });
    demand(person, "seeTagNames", installationScope(installation));
  }
  return {
    filter: {
      visible: installation === undefined ? visible : [installation],
      from: micros(from),
      to: from <= now && now < to ? null : micros(to),
      deviceId: charger,
      circuitId: circuit,
      tag,
      name,
      group,
      problems: asked.data.problems,
      empty: asked.data.empty,
    },
    more: read.data,
  };
}
