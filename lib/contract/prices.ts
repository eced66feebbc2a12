import type { PriceModel } from "../prices/model";
import type { Days } from "../prices/model-faults";
import type { SpotPrice } from "../prices/price-of";

/** `GET /api/installations/{id}/prices`, its version as ETag; `PUT` takes the model, and the version as If-Match. Instants: ms since 1970. */
export interface PricesAnswer {
  model: PriceModel;
  /** Who saved it; null: nothing was ever entered. */
  changed: { by: string; at: number } | null;
  /** Of which days no price is entered, between the first and the last, and from when on none is. */
  gaps: Days[];
}

/** A stretch of time, ms since 1970. */
interface Stretch {
  from: number;
  to: number;
}

/** `GET /api/installations/{id}/prices/published?from=&to=` (owner): of which time published prices are known. Instants: ms since 1970. */
export interface PublishedAnswer {
  /** When the first quarter-hour begins, and the last one ends; null: none is known. */
  first: number | null;
  last: number | null;
  /** Quarter-hours. */
  count: number;
  currencies: string[];
  /** Between first and last, the newest first, a hundred at most. */
  holes: Stretch[];
  /** What is published for the quarter-hour that goes on; null: nothing. */
  now: SpotPrice | null;
}

/** `POST /api/installations/{id}/prices/published?unit=&currency=` with `text/csv` (owner): all of the file is kept. */
export interface PublishedFileAnswer extends Stretch {
  /** Quarter-hours. */
  quarters: number;
  /** Between its first and its last, a hundred at most. */
  holes: Stretch[];
}
