/** A charger's serial number: a prefix of three capital letters and six digits, e.g. `ZPR000001` (Zaptec device protocol). */
export const serialPattern = /^[A-Z]{3}[0-9]{6}$/;
