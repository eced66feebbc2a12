import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { OfflinePage } from "../../components/offline/offline-page";
import { catalogues } from "../../lib/messages/catalogues";
import type { Locale } from "../../lib/messages/locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("offline"))("title") };
}

/** The words of what is shown without a connection. */
const shown = [
  "app",
  "connection",
  "offline",
  "state",
  "stateCount",
  "was",
  "wasCount",
  "stateReason",
  "presence",
  "presenceWas",
  "presenceReason",
  "span",
  "value",
  "age",
  "phases",
  "anomalies",
  "warnings",
  "grid",
  "installations",
  "installation",
  "verdict",
  "list",
  "charger",
  "load",
] as const;

const wordsOf = (locale: Locale) => Object.fromEntries(shown.map((part) => [part, catalogues[locale][part]]));

/** The one page that a device keeps: made for nobody, with no data, in all languages at once. */
export default async function Page() {
  return <OfflinePage made={await getLocale()} words={{ en: wordsOf("en"), de: wordsOf("de") }} />;
}
