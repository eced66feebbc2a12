import { z } from "zod";
import type { InstallationPart } from "../../domain/installation-part";
import { type Charger, type Circuit, type Installation, rotations } from "../../domain/topology";
import { meterRow, overrideRow, priorityRow, scheduleRow } from "./settings-rows";

export const idRow = z.object({ id: z.string() });

const authorisationShape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("any") }),
  z.object({ kind: z.literal("tags"), tags: z.array(z.string()) }),
]);

export const installationRow = z
  .object({
    id: z.string(),
    name: z.string(),
    network_type: z.enum(["IT1", "IT3", "TN1", "TN3"]),
    main_fuse_a: z.number(),
    available_a: z.tuple([z.number(), z.number(), z.number()]),
    imbalance_limit_a: z.number().nullable(),
    switch_current_a: z.number(),
    time_zone: z.string(),
    authorisation: authorisationShape,
    schedule: scheduleRow,
    override: overrideRow.nullable(),
    meter: meterRow.nullable(),
    cloud_paced: z.boolean(),
  })
  .transform(
    (row): Installation => ({
      id: row.id,
      name: row.name,
      networkType: row.network_type,
      mainFuseA: row.main_fuse_a,
      availableA: row.available_a,
      imbalanceLimitA: row.imbalance_limit_a,
      switchCurrentA: row.switch_current_a,
      timeZone: row.time_zone,
      authorisation: row.authorisation,
      schedule: row.schedule,
      override: row.override,
      meter: row.meter,
      cloudPaced: row.cloud_paced,
    }),
  );

export const circuitRow = z
  .object({ id: z.string(), installation_id: z.string(), name: z.string(), fuse_a: z.number() })
  .transform(
    (row): Circuit => ({ id: row.id, installationId: row.installation_id, name: row.name, fuseA: row.fuse_a }),
  );

export const chargerRow = z
  .object({
    device_id: z.string(),
    circuit_id: z.string().nullable(),
    name: z.string(),
    rotation: z.enum(rotations),
    max_current_a: z.number(),
    min_current_a: z.number(),
    priority: priorityRow,
    enrolled: z.boolean(),
  })
  .transform(
    (row): Charger => ({
      deviceId: row.device_id,
      circuitId: row.circuit_id,
      name: row.name,
      rotation: row.rotation,
      maxCurrentA: row.max_current_a,
      minCurrentA: row.min_current_a,
      priority: row.priority,
      enrolled: row.enrolled,
    }),
  );

/** A whole installation in one row. */
export const partRow: z.ZodType<InstallationPart> = z.object({
  installation: installationRow,
  circuits: z.array(circuitRow),
  chargers: z.array(chargerRow),
});
