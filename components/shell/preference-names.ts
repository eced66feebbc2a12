/** Keeps a person's own choice of appearance; read by the server when it draws a page. */
export const themeCookie = "phaseboard-theme";
/** Keeps whether a person reads what is for electricians. */
export const electriciansCookie = "phaseboard-electricians";
