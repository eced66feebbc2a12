interface Props {
  /** The accessible name: `L1`, `Imbalance`. */
  name: string;
  /** Null: unknown. */
  value: number | null;
  /** Null: no limit is set; then the bar shows the value on `scale`. */
  max: number | null;
  scale: number;
  /** "34.2 A of 63 A". */
  text: string;
  /** Utility class of the bar's colour. */
  tone: string;
  old: boolean;
  atLeast: boolean;
  className?: string;
}

/**
 * A bar with the role `meter`. An unknown value has no value at all: a native meter without one, since a meter by role would
 * have to name a number.
 */
export function Meter({ name, value, max, scale, text, tone, old, atLeast, className = "" }: Props) {
  const track = `relative block h-2.5 overflow-hidden rounded-full bg-sunken ${className}`;
  if (value === null) {
    return (
      <span className={`${track} hatch`}>
        <meter aria-label={name} aria-valuetext={text} className="absolute inset-0 size-full opacity-0" />
      </span>
    );
  }
  const most = max ?? scale;
  const part = most > 0 ? Math.min(1, Math.max(0, value / most)) : 1;
  const over = max !== null && value > max + 0.05;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native meter cannot be drawn alike in all browsers.
    <span
      role="meter"
      aria-label={name}
      aria-valuenow={Math.round(value * 10) / 10}
      aria-valuemin={0}
      aria-valuemax={Math.max(most, Math.round(value * 10) / 10)}
      aria-valuetext={text}
      className={track}
    >
      {atLeast && <span className="hatch absolute inset-0" />}
      <span
        className={`absolute inset-0 origin-left ${over ? "bg-bad" : tone} ${old ? "hatch opacity-60" : ""}`}
        style={{ transform: `scaleX(${part})` }}
      />
    </span>
  );
}
