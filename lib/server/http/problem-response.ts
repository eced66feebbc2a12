import { type Problem, type ProblemCode, problems } from "../../contract/problem";
import type { RefusalExtra } from "../../contract/refusal";
import { catalogues } from "../../messages/catalogues";
import { localeOf } from "../../messages/negotiate";

/** The body of a refusal, problem+json (RFC 9457): a stable `code`, and words in the language that the request asks for. */
export function problemText(code: ProblemCode, extra: RefusalExtra, acceptLanguage: string | null): string {
  // Pages have words of their own by `code`.
  const { answers } = catalogues[localeOf(undefined, acceptLanguage)];
  const titles: Record<ProblemCode, string> = answers.problems;
  const rules: Record<string, string> = answers.rules;
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
