import type { Anomaly } from "../../domain/faults/anomaly";
import type { Followed } from "../../domain/faults/find-anomalies";

/** What is wrong with a charger, as it was judged last; made only for one that has something. */
export interface Review {
  followed: readonly Followed[];
  anomalies: readonly Anomaly[];
  /** When it is judged again though nothing comes, ms. */
  dueAt: number;
}
