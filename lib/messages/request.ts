import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { catalogues } from "./catalogues";
import { localeCookie } from "./locale";
import { localeOf } from "./negotiate";

/** The language of each request and its catalogue. Times of installations are shown in their own zone, given where shown. */
export default getRequestConfig(async () => {
  const locale = localeOf((await cookies()).get(localeCookie)?.value, (await headers()).get("accept-language"));
  // What the API answers in words is for no page.
  const { answers: _, ...messages } = catalogues[locale];
  return { locale, messages, timeZone: "UTC" };
});
