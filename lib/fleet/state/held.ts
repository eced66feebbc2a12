import { knownKeys, type Observation, type ObservationKey } from "../../domain/charger/observation";

const places = new Map<ObservationKey, number>(knownKeys.map((key, place) => [key, place]));

/**
 * The newest observations of one charger, by key. What the product reasons about has a place of its own in a list: that is
 * found sooner than in a map for each charger, and takes a third of its memory.
 */
export class Held {
  private readonly known = new Array<Observation | undefined>(knownKeys.length);
  private readonly others = new Map<ObservationKey, Observation>();

  get(key: ObservationKey): Observation | undefined {
    const place = places.get(key);
    return place === undefined ? this.others.get(key) : this.known[place];
  }

  set(key: ObservationKey, observation: Observation): void {
    const place = places.get(key);
    if (place === undefined) this.others.set(key, observation);
    else this.known[place] = observation;
  }

  values(): Observation[] {
    return [...this.known, ...this.others.values()].filter((each) => each !== undefined);
  }

  get isEmpty(): boolean {
    return this.values().length === 0;
  }
}
