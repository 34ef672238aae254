// Builds elements. Nothing on this page is ever made from a string of HTML.

import { put } from "./strings.js";

/** el("p", {class: "x", t: "key", on: {click: f}}, child, "text") */
export function el(tag, options = {}, ...children) {
  const element = document.createElement(tag);
  const { t, label, places, on, data, ...attributes } = options;
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  for (const [name, value] of Object.entries(data ?? {})) element.dataset[name] = value;
  for (const [name, listener] of Object.entries(on ?? {})) element.addEventListener(name, listener);
  if (places) element.dataset.tPlaces = JSON.stringify(places);
  if (t) element.dataset.t = t;
  if (label) element.dataset.tLabel = label;
  if (t || label) put(element);
  element.append(...children.filter((one) => one !== null && one !== undefined && one !== ""));
  return element;
}

const PATHS = {
  send: "M3.4 20.4 21 12 3.4 3.6 3.4 10.2 15.5 12 3.4 13.8z",
  attach: "M16.5 6.500v10.300a4.5 4.5 0 0 1-9 0V5.500a3 3 0 0 1 6 0v10.200a1.5 1.5 0 0 1-3 0V6.5",
  menu: "M4 7h16M4 12h16M4 17h10",
  keyboard: "M3 6.500h18v11H3zM7 10h.01M10.3 10h.01M13.7 10h.01M17 10h.01M8 14h8",
  bulb: "M9 18h6M10 21h4M12 3a6 6 0 0 0-3.5 10.900c.6.5 1 1.2 1 2.100h5c0-.9.4-1.6 1-2.100A6 6 0 0 0 12 3z",
  dots: "M12 5.500v.01M12 12v.01M12 18.500v.01",
  reply: "M10 7 4 12.5 10 18v-3.500c5 0 8 1.5 10 4.5-.5-5-3.5-8.5-10-9z",
  edit: "M4 20h4L19 9l-4-4L4 16zM13.5 6.500l4 4",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  down: "M6 9.500l6 6 6-6",
  out: "M8 16 16 8M9.5 8H16v6.5",
  close: "M6 6l12 12M18 6 6 18",
  copy: "M9 9h10v11H9zM5 15V4h10",
};

/** Give one of the page's line icons; it is decoration, the button around it has the name. */
export function icon(name, size = 22) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", PATHS[name]);
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", width: size, height: size })) {
    svg.setAttribute(key, String(value));
  }
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}

/** POST JSON and give the answer; throws with the server's reason. */
export async function post(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return read(answer);
}

/** Give an answer's JSON; throws with the server's reason. */
export async function read(answer) {
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.error ?? String(answer.status));
  return body;
}

export const ZONE = "Asia/Ho_Chi_Minh";
const clockFormat = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" });
const dayFormat = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE, day: "2-digit", month: "2-digit", year: "numeric",
});

/** HH:MM where the police are, wherever the reader is. */
export const hourOf = (date) => clockFormat.format(date);
/** dd/mm/yyyy there. */
export const dayOf = (date) => dayFormat.format(date);
