import type { PriceModel } from "../prices/model";
import type { Days } from "../prices/model-faults";

/** `GET /api/installations/{id}/prices`, its version as ETag; `PUT` takes the model, and the version as If-Match. Instants: ms since 1970. */
export interface PricesAnswer {
  model: PriceModel;
  /** Who saved it; null: nothing was ever entered. */
  changed: { by: string; at: number } | null;
  /** Of which days no price is entered, between the first and the last, and from when on none is. */
  gaps: Days[];
}
