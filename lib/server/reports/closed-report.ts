import * as z from "zod/mini";
import { type PriceModel, priceModel } from "../../prices/model";
import { figuresShape } from "../../reports/figures-shape";
import type { MonthFigures } from "../../reports/types";

/** A month's report as it is kept once it is closed. People are named by ids that can be forgotten. */
export interface ClosedReport {
  form: 1;
  /** Of the installation then. */
  name: string;
  timeZone: string;
  version: string;
  prices: PriceModel;
  figures: MonthFigures<string>;
}

const figures = figuresShape(z.string());

/** @throws Error: it is kept in a form that this version does not know */
export function readClosed(kept: unknown): ClosedReport {
  const shape = z.object({
    form: z.literal(1),
    name: z.string(),
    timeZone: z.string(),
    version: z.string(),
    prices: z.unknown(),
    figures,
  });
  const read = shape.parse(kept);
  return { ...read, prices: priceModel.parse(read.prices) };
}
