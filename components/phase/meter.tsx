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
  /** How long the track is where it goes on past `max`: the fuse, A. */
  trackA?: number;
  /** The largest of the last hour, as a mark on the track, A. */
  peakA?: number | null;
  className?: string;
}

/** Where something stands on the track, as a part of its length. */
const share = (value: number, track: number) => (track > 0 ? Math.min(1, Math.max(0, value / track)) : 1);

const clamped = (part: number) => `clamp(0px, ${part * 100}% - 1px, 100% - 2px)`;

/** Contained and taken out of the flow: another value lays out the bar alone, not the page. */
const track = "absolute inset-0 block contain-strict rounded-full bg-sunken";

/**
 * A bar with the role `meter`. An unknown value has no value at all: a native meter without one, since a meter by role would
 * have to name a number.
 */
export function Meter(props: Props) {
  const { name, value, max, scale, text, tone, old, atLeast, trackA, peakA = null, className = "" } = props;
  const place = `relative block h-2.5 ${className}`;
  const most = max ?? scale;
  const length = Math.max(most, trackA ?? 0);
  const open = share(most, length);
  const beyond = open < 1 && <span className="absolute inset-y-0 right-0 bg-line" style={{ left: `${open * 100}%` }} />;
  const marks = (
    <>
      {open < 1 && <span className="absolute inset-y-0 w-0.5 bg-ink-2" style={{ left: clamped(open) }} />}
      {peakA !== null && (
        <span className="absolute inset-y-0 w-0.5 bg-ink" style={{ left: clamped(share(peakA, length)) }} />
      )}
    </>
  );
  if (value === null) {
    return (
      <span className={place}>
        <span className={`${track} hatch`}>
          {beyond}
          {marks}
        </span>
        <meter aria-label={name} aria-valuetext={text} className="absolute inset-0 size-full opacity-0" />
      </span>
    );
  }
  const part = share(value, length);
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
        {beyond}
        {atLeast && <span className="hatch absolute inset-0" />}
        <span
          className={`absolute inset-y-0 left-0 ${over ? "bg-bad" : tone} ${old ? "hatch opacity-60" : ""}`}
          style={{ width: `${part * 100}%` }}
        />
        {marks}
      </span>
    </span>
  );
}
