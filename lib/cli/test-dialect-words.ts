/**
 * What only a dialect may name: one maker's observation ids and method numbers, its topics, and its words for codes. Of its numbers
 * those that mean nothing else here; 200, 201, 502, 503 and the like are also answers of HTTP.
 */
const numbers =
  "147|501|506|507|508|509|510|511|513|519|520|522|523|548|553|554|601|602|708|710|711|712|715|718|721|722|723|763|801|804|808|811|820|821|908|911";
const words: readonly RegExp[] = [
  new RegExp(`(?<![\\w.,:#/-])(?:${numbers})(?![\\w%_]|[.,:-]\\d)`, "g"),
  /messages\/events|\$iothub|methods\/(?:POST|res)\b/g,
  /\bphase[ -]?ids?\b|\w*PhaseId\w*|\boperation[ -]?modes?\b|\bfinalStopActive\b|\bSetPhases\b/gi,
];

/** Who may name them, beside a dialect's own folder: what plays a charger, what judges from outside, tests and measurements. */
const exempt =
  /^lib\/(?:protocol\/zaptec|simulator|truth|messages)\/|^(?:e2e|bench)\/|\.test\.tsx?$|\/test-[a-z-]+\.ts$|fixture/;

/** The lines of a file that name what only a dialect may, as `path:line: text`. */
export function dialectWordsIn(path: string, text: string): string[] {
  if (exempt.test(path)) return [];
  return text
    .split("\n")
    .flatMap((line, n) => (words.some((word) => line.search(word) >= 0) ? [`${path}:${n + 1}: ${line.trim()}`] : []));
}
