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

/** Where something stands on the track, as a part of its length. */
const share = (value: number, track: number) => (track > 0 ? Math.min(1, Math.max(0, value / track)) : 1);

/** Contained and taken out of the flow: another value lays out the bar alone, not the page. */
const track = "absolute inset-0 block contain-strict rounded-full bg-sunken";

/**
 * A bar with the role `meter`. An unknown value has no value at all: a native meter without one, since a meter by role would
 * have to name a number.
 */
export function Meter(props: Props) {
  const { name, value, max, scale, text, tone, old, atLeast, className = "" } = props;
  const place = `relative block h-2.5 ${className}`;
  const most = max ?? scale;
  if (value === null) {
    return (
      <span className={place}>
        <span className={`${track} hatch`} />
        <meter aria-label={name} aria-valuetext={text} className="absolute inset-0 size-full opacity-0" />
      </span>
    );
  }
  const part = share(value, most);
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
      className={place}
    >
      <span className={track}>
        {atLeast && <span className="hatch absolute inset-0" />}
        <span
          className={`absolute inset-y-0 left-0 ${over ? "bg-bad" : tone} ${old ? "hatch opacity-60" : ""}`}
          style={{ width: `${part * 100}%` }}
        />
      </span>
    </span>
  );
}
