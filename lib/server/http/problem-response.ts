import { type Problem, type ProblemCode, problems } from "../../contract/problem";
import type { RefusalExtra } from "../../contract/refusal";
import de from "../../messages/de.json";
import en from "../../messages/en.json";
import type { Locale } from "../../messages/locale";
import { localeOf } from "../../messages/negotiate";

/** What a refusal says to people; pages have words of their own by `code`. */
const words: Record<Locale, { problems: Record<ProblemCode, string>; rules: Record<string, string> }> = {
  en: en.answers,
  de: de.answers,
};

/** The body of a refusal, problem+json (RFC 9457): a stable `code`, and words in the language that the request asks for. */
export function problemText(code: ProblemCode, extra: RefusalExtra, acceptLanguage: string | null): string {
  const { problems: titles, rules } = words[localeOf(undefined, acceptLanguage)];
  const detail = extra.rule === undefined ? extra.detail : (rules[extra.rule] ?? extra.detail);
  const problem: Problem = {
    type: `urn:phaseboard:problem:${code}`,
    title: titles[code],
    status: problems[code],
    code,
    ...extra,
    ...(detail === undefined ? {} : { detail }),
  };
  return JSON.stringify(problem);
}

/** A refusal as an answer: problem+json. */
export function problemResponse(code: ProblemCode, extra: RefusalExtra, acceptLanguage: string | null): Response {
  return new Response(problemText(code, extra, acceptLanguage), {
    status: problems[code],
    headers: {
      "content-type": "application/problem+json; charset=utf-8",
      "content-language": localeOf(undefined, acceptLanguage),
      "cache-control": "no-store",
      ...(extra.againAt === undefined
        ? {}
        : { "retry-after": String(Math.max(1, Math.ceil((extra.againAt - Date.now()) / 1000))) }),
      ...(code === "tooManyRequests" ? { "retry-after": "60" } : {}),
    },
  });
}
