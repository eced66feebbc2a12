import { first } from "./0001-first";
import { settings } from "./0002-settings";
import { signOuts } from "./0003-sign-outs";
import { wallLabels } from "./0004-wall-labels";
import { signInCounts } from "./0005-sign-in-counts";
import { order } from "./0006-order";
import { history } from "./0007-history";
import { messages } from "./0008-messages";
import { sessions } from "./0009-sessions";
import { sampleHistory } from "./0010-sample-history";
import { meterKeys } from "./0011-meter-keys";
import { prices } from "./0012-prices";
import { sessionLists } from "./0013-session-lists";
import { presenceOfDays } from "./0014-presence-of-days";
import { reports } from "./0015-reports";
import { erasedPersons } from "./0016-erased-persons";

/** Every change of the schema in order; a migration that has run anywhere is never edited, only followed by another. */
export const migrations: readonly { name: string; sql: string }[] = [
  { name: "0001-first", sql: first },
  { name: "0002-settings", sql: settings },
  { name: "0003-sign-outs", sql: signOuts },
  { name: "0004-wall-labels", sql: wallLabels },
  { name: "0005-sign-in-counts", sql: signInCounts },
  { name: "0006-order", sql: order },
  { name: "0007-history", sql: history },
  { name: "0008-messages", sql: messages },
  { name: "0009-sessions", sql: sessions },
  { name: "0010-sample-history", sql: sampleHistory },
  { name: "0011-meter-keys", sql: meterKeys },
  { name: "0012-prices", sql: prices },
  { name: "0013-session-lists", sql: sessionLists },
  { name: "0014-presence-of-days", sql: presenceOfDays },
  { name: "0015-reports", sql: reports },
  { name: "0016-erased-persons", sql: erasedPersons },
];
