import { installationScope, may } from "../../domain/access/permissions";
import type { InstallationId } from "../../domain/ids";
import { dateAt, hourAt, monthOf } from "../../domain/time/local-days";
import { monthsLater } from "../../domain/time/months";
import type { Installation, Topology } from "../../domain/topology";
import { catalogues } from "../../messages/catalogues";
import type { Store } from "../../store/store";
import type { StoredPerson } from "../../store/tables/people-store";
import type { ReportMail } from "../../store/tables/report-store";
import type { Log } from "../base/log";
import { isStoreUnavailable } from "../base/store-link";
import { chargersAt } from "../usage/energy";
import type { Mail, SendMail } from "./mailer";

const minuteMs = 60_000;
/** How long after a try that failed the next one is made, by how many were made. */
const againMs = [1, 5, 15, 60].map((minutes) => minutes * minuteMs);
/** By the installation's clock: on the first of the month from this hour on, and until the end of this day where it could not be sent. */
const fromHour = 6;
const lastDay = 3;

/** The month whose report is to be mailed now, as the installation's clock shows; null: none is. */
function monthToMail(now: number, timeZone: string): string | null {
  const date = dateAt(now, timeZone);
  const day = Number(date.slice(-2));
  if (day > lastDay || (day === 1 && hourAt(now, timeZone) < fromHour)) return null;
  return monthsLater(monthOf(date), -1);
}

const isDue = (mail: ReportMail | undefined, now: number): boolean =>
  mail === undefined ||
  (mail.sentAt === null && now - mail.triedAt >= (againMs[mail.tries - 1] ?? againMs.at(-1) ?? minuteMs));

/** In both languages, as nobody knows which of them is read. */
function reportMail(installation: Pick<Installation, "id" | "name">, month: string, url: string): Omit<Mail, "to"> {
  const name = installation.name.replaceAll(/\s+/g, " ");
  const parts = (["en", "de"] as const).map((locale) => {
    const { subject, text, why } = catalogues[locale].answers.reportMail;
    const format = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
    const filled = (words: string) =>
      words.replace("{installation}", () => name).replace("{month}", format.format(Date.parse(`${month}-01`)));
    const link = new URL(`/reports/${encodeURIComponent(installation.id)}/${month}`, url).href;
    return { subject: filled(subject), text: `${filled(text)}\n${link}\n\n${why}` };
  });
  return {
    subject: parts.map((part) => part.subject).join(" / "),
    text: `${parts.map(({ text }) => text).join("\n\n")}\n`,
  };
}

export interface ReportMailerSurroundings {
  /** Null: the database is not there. */
  store(): Pick<Store, "people" | "reports"> | null;
  /** Whether this instance is the one that writes. */
  mine(): boolean;
  topology(): Topology;
  send: SendMail;
  /** The public address of the pages. */
  url: string;
  log: Log;
}

/**
 * On the first of a month mails its owners a link to an installation's report of the month before: what stands behind it needs a sign-in. A
 * mail that could not be sent is tried again. To be called each second or so.
 */
export function createReportMailer({
  store,
  mine,
  topology,
  send,
  url,
  log,
}: ReportMailerSurroundings): (now: number) => Promise<void> {
  let nextAt = 0;
  let isBusy = false;

  async function mailTo(
    open: Pick<Store, "reports">,
    installation: Installation,
    month: string,
    person: StoredPerson,
    before: ReportMail | undefined,
    now: number,
  ): Promise<void> {
    const tried = { personId: person.id, tries: (before?.tries ?? 0) + 1, triedAt: now };
    try {
      await send({ to: person.email, ...reportMail(installation, month, url) });
      await open.reports.putMail(installation.id, month, { ...tried, sentAt: now, fault: null });
    } catch (error) {
      if (isStoreUnavailable(error)) throw error;
      const fault = error instanceof Error ? error.message : String(error);
      log.warn({ installation: installation.id, month, fault }, "a report's mail could not be sent; it is tried again");
      await open.reports.putMail(installation.id, month, { ...tried, sentAt: null, fault: fault.slice(0, 200) });
    }
  }

  async function mailAll(open: Pick<Store, "people" | "reports">, now: number): Promise<void> {
    const all = topology();
    const due = all.installations.flatMap((installation) => {
      const month = monthToMail(now, installation.timeZone);
      return month === null || chargersAt(all, installation.id, null).length === 0 ? [] : [{ installation, month }];
    });
    if (due.length === 0) return;
    const people = await open.people.list();
    for (const { installation, month } of due) {
      const owners = ownersOf(people, installation.id);
      const mails = new Map((await open.reports.mails(installation.id, month)).map((mail) => [mail.personId, mail]));
      for (const owner of owners) {
        const before = mails.get(owner.id);
        if (isDue(before, now)) await mailTo(open, installation, month, owner, before, now);
      }
    }
  }

  return async (now) => {
    const open = store();
    if (isBusy || now < nextAt || open === null || !mine()) return;
    isBusy = true;
    nextAt = now + minuteMs;
    try {
      await mailAll(open, now);
    } catch (error) {
      if (!isStoreUnavailable(error)) log.error({ err: error }, "reports could not be mailed; it is tried again");
    } finally {
      isBusy = false;
    }
  };
}

const ownersOf = (people: readonly StoredPerson[], id: InstallationId): StoredPerson[] =>
  people.filter((person) => !person.disabled && !person.demo && may(person, "seeReports", installationScope(id)));
