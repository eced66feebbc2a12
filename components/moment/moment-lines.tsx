import type { ReactNode } from "react";
import type { LineIndex } from "../../lib/domain/electrical/phase";
import { Meter } from "../phase/meter";
import { phaseLooks } from "../phase/phase-look";
import { useLineWords } from "../phase/use-line-words";

interface Line {
  /** A; null: unknown. */
  currentA: number | null;
  atLeast?: boolean;
  old?: boolean;
  /** Small print below. */
  note?: ReactNode;
}

interface Props {
  lines: readonly LineIndex[];
  of(line: LineIndex): Line;
  /** A; null: not known. */
  limitA: number | null;
}

/** How long a bar is where no limit is known, A. */
const scaleA = 32;

/** What each line carried, against its limit. */
export function MomentLines({ lines, of, limitA }: Props) {
  const words = useLineWords();
  return (
    <ul className="grid gap-2.5">
      {lines.map((line) => {
        const { currentA, atLeast = false, old = false, note } = of(line);
        const { name, bar } = phaseLooks[line];
        const text = words({ currentA, atLeast }, limitA);
        return (
          <li key={line} className="grid grid-cols-[auto_minmax(2.5rem,1fr)_auto] items-center gap-x-3 gap-y-0.5">
            <span className="flex items-center gap-2 font-semibold text-[0.875rem]">
              <span aria-hidden="true" className={`size-2.5 shrink-0 rounded-full ${bar}`} />
              {name}
            </span>
            <Meter
              name={name}
              value={currentA}
              max={limitA}
              scale={scaleA}
              text={text}
              tone={bar}
              old={old}
              atLeast={atLeast}
            />
            <span className={`num text-right text-[0.875rem] ${old ? "old" : ""}`}>{text}</span>
            {note && <span className="col-span-2 col-start-2 text-right text-[0.75rem] text-ink-3">{note}</span>}
          </li>
        );
      })}
    </ul>
  );
}
