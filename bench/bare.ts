interface BareObservation {
  ObservationId: number;
  ObservedAt: string;
  Value: string;
}

type Newest = Map<number, { at: number; value: number }>;

const fleet = new Map<string, Newest>();

function keep(newest: Newest, { ObservationId, ObservedAt, Value }: BareObservation): void {
  newest.set(ObservationId, { at: Date.parse(ObservedAt), value: Number(Value) });
}

/** The least that reads a message at all: JSON.parse, Date.parse, Number and one Map write per observation; it checks nothing. */
export function bareReceive(topic: string, payload: Buffer): void {
  let newest = fleet.get(topic);
  if (!newest) {
    newest = new Map();
    fleet.set(topic, newest);
  }
  const envelope = JSON.parse(payload.toString());
  if (envelope.Type === 6) for (const member of envelope.Observations) keep(newest, member);
  else keep(newest, envelope);
}
