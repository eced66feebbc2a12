import type { InstallationView } from "../../contract/view";
import type { Book } from "../book/book";
import { type Finding, inFlightMs } from "./finding";
import { linesOf } from "./judge-charger";
import { silentSince } from "./judge-presence";
import { type Ruling, right, untold, wrong } from "./judge-reading";

/** Rounding of sums of floats. */
const roundingShare = 1e-6;
/** Sums of an installation leave the dashboard at most twice a second. */
const sumsLateMs = inFlightMs + 1_000;

interface Bounds {
  least: number;
  most: number;
}

/** What a charger may be counted with: anything between what was certainly known and what it said last; 0 without a car. */
function boundsOf(book: Book, id: number, now: number): Bounds {
  const words = book.possible(id, now - sumsLateMs);
  const steps = book.course.possibleAt(now - sumsLateMs);
  const values = words.flatMap(({ value }) => (value === null ? [] : [Number(value)]));
  if (steps.length === 0 || steps.some(({ mode }) => mode === 1 || mode === null)) values.push(0);
  return values.length === 0 ? { least: 0, most: 0 } : { least: Math.min(...values), most: Math.max(...values) };
}

function judgeSum(
  books: readonly Book[],
  idOf: (book: Book) => number,
  shown: { value: number | null; atLeast: boolean },
  now: number,
): Ruling {
  if (shown.value === null) return untold;
  const bounds = books.map((book) => boundsOf(book, idOf(book), now));
  const least = bounds.reduce((sum, one) => sum + one.least, 0);
  const most = bounds.reduce((sum, one) => sum + one.most, 0);
  const slack = Math.max(1, most) * roundingShare + 1e-3;
  if (shown.value > most + slack) return wrong("wrongSum", `${shown.value}, it is at most ${most}`);
  if (shown.atLeast) return untold;
  const unheard = books.find((book) => silentSince(book, now - 1_000) !== null);
  if (unheard)
    return wrong("sumNotComplete", `${shown.value} without "at least", and ${unheard.deviceId} cannot be heard`);
  return shown.value < least - slack ? wrong("wrongSum", `${shown.value}, it is at least ${least}`) : right;
}

/** What of an installation's view is judged. */
export type Sums = Pick<InstallationView, "id" | "powerW" | "presences" | "states"> & {
  phases: Pick<InstallationView["phases"], "lines">;
};

/** An installation's power, its lines, and how many chargers it says are online and charging. */
export function judgeSums(books: readonly Book[], view: Sums, now: number): Finding[] {
  const found: Finding[] = [];
  const say = (field: string, ruling: Ruling) => found.push({ of: view.id, field, at: now, ...ruling });
  say(
    "power",
    judgeSum(books, () => 513, view.powerW, now),
  );
  view.phases.lines.forEach(({ currentA, atLeast }, line) => {
    const idOf = (book: Book) => 507 + linesOf(book.rotation).indexOf(line);
    say(`L${line + 1}`, judgeSum(books, idOf, { value: currentA, atLeast }, now));
  });
  const audible = books.filter((book) => silentSince(book, now - 1_000) === null);
  const charging = audible.filter(({ course }) =>
    course.possibleAt(now - sumsLateMs).some(({ states }) => states.includes("charging")),
  );
  const count = (field: string, shown: number, most: number) =>
    say(field, shown > most ? wrong("wrongSum", `${shown}, there are at most ${most}`) : right);
  count("online", view.presences.online, audible.length);
  count("charging", view.states.charging, charging.length);
  return found;
}
