import type { ProblemCode } from "../../contract/problem";

/** What a refusal says to people, English and German; pages have words of their own by `code`. */
export const problemWords: Record<ProblemCode, { en: string; de: string }> = {
  badRequest: { en: "The request cannot be read", de: "Die Anfrage ist nicht lesbar" },
  idempotencyKeyMissing: {
    en: "The request needs an Idempotency-Key header",
    de: "Der Anfrage fehlt die Kopfzeile Idempotency-Key",
  },
  unknownCommand: { en: "There is no such command", de: "Diesen Befehl gibt es nicht" },
  signInNeeded: { en: "Sign in first", de: "Bitte zuerst anmelden" },
  signInRefused: { en: "The sign-in was not accepted", de: "Die Anmeldung wurde nicht angenommen" },
  crossSite: {
    en: "The request comes from another site",
    de: "Die Anfrage kommt von einer anderen Website",
  },
  notAllowed: { en: "Your role does not allow this", de: "Ihre Rolle erlaubt das nicht" },
  notFound: { en: "There is no such thing", de: "Das gibt es nicht" },
  methodNotAllowed: { en: "There is no such method here", de: "Diese Methode gibt es hier nicht" },
  commandNotPossible: { en: "The command is not possible now", de: "Der Befehl ist jetzt nicht möglich" },
  commandOpen: {
    en: "The same command is already under way",
    de: "Derselbe Befehl läuft bereits",
  },
  idempotencyKeyReused: {
    en: "The Idempotency-Key belongs to another request",
    de: "Der Idempotency-Key gehört zu einer anderen Anfrage",
  },
  unsupportedMediaType: {
    en: "The body is not in a form that is read here",
    de: "Der Inhalt der Anfrage hat eine Form, die hier nicht gelesen wird",
  },
  settingNotPossible: { en: "This cannot be set", de: "Das lässt sich nicht einstellen" },
  changedTooSoon: {
    en: "The available current was changed less than 15 minutes ago, and the chargers' cloud takes no change sooner",
    de: "Der verfügbare Strom wurde vor weniger als 15 Minuten geändert, und die Cloud der Ladepunkte nimmt Änderungen nicht früher an",
  },
  tooManyRequests: { en: "Too many requests; wait a minute", de: "Zu viele Anfragen; warten Sie eine Minute" },
  tooManyStreams: {
    en: "Too many pages of this person are open; close some",
    de: "Zu viele Seiten dieser Person sind offen; schließen Sie einige",
  },
  internal: { en: "Something went wrong here", de: "Hier ist etwas schiefgegangen" },
  chargerNotConnected: { en: "The charger is not connected", de: "Der Ladepunkt ist nicht verbunden" },
  brokerNotConnected: {
    en: "The dashboard is not connected to its broker",
    de: "Das Dashboard ist nicht mit seinem Broker verbunden",
  },
  storeUnavailable: {
    en: "Nothing can be recorded now, so no command is given",
    de: "Derzeit kann nichts festgehalten werden, daher wird kein Befehl gegeben",
  },
};

/** Why a command is not possible now. */
export const ruleWords: Record<string, { en: string; de: string }> = {
  startOnlyWhenPaused: {
    en: "A start is possible only when charging is paused",
    de: "Starten ist nur möglich, wenn das Laden pausiert ist",
  },
  stopNoCar: { en: "There is no car to stop charging", de: "Es ist kein Auto da, dessen Laden zu stoppen wäre" },
  stopAlreadyPaused: { en: "Charging is already paused", de: "Das Laden ist bereits pausiert" },
  notAssigned: {
    en: "The charger hangs on no circuit yet; assign it first",
    de: "Der Ladepunkt hängt noch an keinem Stromkreis; weisen Sie ihn zuerst zu",
  },
  ownBroker: {
    en: "The offline current can be set through the embedded gateway only; with a broker of your own, set it where the chargers are configured",
    de: "Der Offline-Strom lässt sich nur über das eingebaute Gateway einstellen; mit eigenem Broker stellen Sie ihn dort ein, wo die Ladepunkte konfiguriert werden",
  },
  notEnrolled: {
    en: "The charger has no key with the embedded gateway, so its settings cannot be sent to it",
    de: "Der Ladepunkt hat keinen Schlüssel beim eingebauten Gateway, daher können ihm keine Einstellungen gesendet werden",
  },
  tooManyWallLinks: {
    en: "This installation has 20 links already; revoke one first",
    de: "Diese Anlage hat bereits 20 Links; widerrufen Sie zuerst einen",
  },
  stateUnknown: { en: "The charger's state is not known", de: "Der Zustand des Ladepunkts ist nicht bekannt" },
};
