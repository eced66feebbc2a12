import { between } from "../../domain/random";
import { networkCode, rotationCode } from "./grid";
import { sayPower, sayVoltages } from "./operation";
import { sessionKwh } from "./power";
import type { ChargerState } from "./state";
import { say, sayFlag, sayNumber, saySince, type Turn } from "./turn";

/** Temperatures, humidity and signal, as both makes have them. */
export function sayClimate(s: ChargerState, t: Turn): void {
  const warm = s.powerW > 0 ? 9 : 0;
  sayNumber(s, t, 201, between(s.random, 17, 21) + warm);
  if (s.maker === "Pro" || s.mode === 3) sayNumber(s, t, 202, between(s.random, 15, 19) + warm);
  if (s.maker === "Go" && s.mode === 3) sayNumber(s, t, 204, between(s.random, 15, 19) + warm);
  if (s.maker === "Pro" || s.mode === 3) sayNumber(s, t, 205, between(s.random, 16, 20) + warm);
  if (s.maker === "Go") {
    sayNumber(s, t, 206, between(s.random, 14, 18) + warm);
    sayNumber(s, t, 207, between(s.random, 14, 18) + warm);
  }
  sayNumber(s, t, 270, between(s.random, 28, 46));
  sayNumber(s, t, 809, Math.round(between(s.random, 45, 70)));
}

export function sayAllocation(s: ChargerState, t: Turn): void {
  sayNumber(s, t, 708, s.told.currentA);
  say(s, t, 519, String(s.told.phaseId));
}

function saySettings(s: ChargerState, t: Turn): void {
  const { settings: x } = s;
  sayFlag(s, t, 120, x.authenticationRequired);
  sayNumber(s, t, 510, x.maxCurrentA);
  sayNumber(s, t, 511, x.minCurrentA);
  say(s, t, 520, String(x.maxPhases));
  say(s, t, 522, String(x.offlinePhase));
  sayNumber(s, t, 523, x.offlineCurrentA);
  sayFlag(s, t, 711, x.enabled);
  sayFlag(s, t, 712, x.standAlone);
  say(s, t, 715, String(networkCode(s.spec.networkType)));
  say(s, t, 763, s.spec.nextScheduleEvent);
  say(s, t, 800, x.installationGuid);
  say(s, t, 801, x.routingId);
  if (s.maker === "Go") {
    say(s, t, 548, String(rotationCode(s.spec.networkType, s.spec.rotation)));
    say(s, t, 802, x.name);
  }
}

function sayVersions(s: ChargerState, t: Turn): void {
  say(s, t, 911, s.firmware.computer);
  say(s, t, 908, s.firmware.mcu);
  say(s, t, 909, "132");
  say(s, t, 912, "3.2.3.0");
  say(s, t, 811, "1");
  sayNumber(s, t, 820, Math.max(1, (t.now - s.bootedAt) / 1000));
  say(s, t, 823, "8");
}

function sayHardware(s: ChargerState, t: Turn): void {
  const go = s.maker === "Go";
  const capabilities = go
    ? { CommunicationModes: ["LTE", "WiFi"], DeviceType: "Go", MeterCalibrated: false, SchemaVersion: "2.1" }
    : { DeviceType: "Pro", MeterCalibrated: true, MIDCertified: false, RCDType: "TypeB", SchemaVersion: "2.0" };
  say(s, t, 100, JSON.stringify(capabilities));
  say(s, t, 150, go ? "Wifi" : "LTE");
  sayFlag(s, t, 151, false);
  sayNumber(s, t, 153, 0.5);
  say(s, t, 714, "32");
  say(s, t, 803, "0");
  say(s, t, 804, String(s.spec.warnings));
}

/** All that a charger says after booting, or when it is told to report (503). */
export function sayStartUp(s: ChargerState, t: Turn): void {
  sayHardware(s, t);
  saySettings(s, t);
  sayVersions(s, t);
  if (s.spec.pulseIntervalS !== null || s.maker === "Go") say(s, t, 147, String(s.cadence.pulseIntervalS));
  say(s, t, 710, String(s.mode));
  sayFlag(s, t, 718, s.finalStop);
  sayAllocation(s, t);
  if (s.session) {
    // With its own start: how long it has lasted is told by this alone.
    saySince(t, 721, s.session.id, s.session.startedAt);
    if (s.session.tag) say(s, t, 722, s.session.tag);
    s.cadence.energyKwh = sessionKwh(s);
    sayNumber(s, t, 553, s.cadence.energyKwh);
  }
  sayVoltages(s, t);
  sayPower(s, t);
  sayClimate(s, t);
}
