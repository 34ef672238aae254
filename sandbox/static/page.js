// Joins the page together: who plays, what happens, what language.

import { Clock } from "./clock.js";
import { Column, avatar } from "./column.js";
import { el, read } from "./dom.js";
import { pick, speak, t } from "./strings.js";

const byId = (id) => document.getElementById(id);
const columns = new Map();
const tabs = new Map();
const narrow = window.matchMedia("(max-width: 720px)");
let active = 0;
let state = null;
let clock = null;

async function start() {
  speak(localStorage.getItem("language") ?? "vi");
  for (const button of document.querySelectorAll("[data-lang]")) {
    button.addEventListener("click", () => changeLanguage(button.dataset.lang));
  }
  state = await fetch("/page/state").then(read);
  const page = { bot: state.bot, enlarge, alert: showAlert };
  for (const person of state.people) {
    const column = new Column(person, page);
    columns.set(person.id, column);
    byId("columns").append(column.element);
    byId("tabs").append(tab(person));
  }
  clock = new Clock((text) => columns.get(active)?.toast(text));
  changeLanguage(localStorage.getItem("language") ?? "vi");
  activate(state.people[0].id);
  narrow.addEventListener("change", () => activate(active));
  document.addEventListener("focusin", (event) => {
    const person = event.target.closest?.("[data-person]")?.dataset.person;
    if (person && Number(person) !== active) activate(Number(person));
  });
  await clock.start(state);
  await listen();
}

async function listen() {
  let since = 0;
  let known = false;
  for (;;) {
    try {
      const query = known ? `since=${since}` : "since=0&wait=0";
      const answer = await fetch(`/page/events?${query}`).then(read);
      if (answer.epoch !== state.epoch) return location.reload(); // another process: begin anew
      for (const event of answer.events) handle(event, known);
      since = answer.seq;
      if (!known) settle();
      known = true;
      offline(false);
    } catch {
      offline(true);
      await new Promise((resolve) => { setTimeout(resolve, 1500); });
    }
  }
}

// Only what comes from now on is read aloud.
function settle() {
  for (const column of columns.values()) {
    column.end();
    column.log.setAttribute("aria-live", "polite");
  }
}

function handle(event, live) {
  const column = columns.get(event.chat_id);
  if (event.kind === "clock") clock.set(event.now);
  else if (event.kind === "commands") {
    for (const [id, standing] of Object.entries(event.people)) columns.get(Number(id))?.standing(standing);
  } else if (!column) return; // a group: the page shows private chats
  else if (event.kind === "message") {
    const fresh = !column.messages.has(event.message.message_id);
    column.upsert(event.message);
    if (live && fresh && !event.message.mine && narrow.matches && event.chat_id !== active) unread(column, column.unread + 1);
  } else if (event.kind === "toast") column.answer(event);
  else if (event.kind === "typing") column.busy(event.action);
  else if (event.kind === "block") column.standing({ blocked: event.blocked });
}

function tab(person) {
  const badge = el("span", { class: "badge", hidden: true });
  const button = el("button", { type: "button", class: "tab", data: { tab: person.id }, on: { click: () => activate(person.id) } },
    el("span", { class: "tab-face" }, avatar(person), badge), el("span", { class: "tab-name" }, person.name));
  tabs.set(person.id, { button, badge });
  return button;
}

/** Show this person where there is room for one only. */
function activate(id) {
  active = id;
  for (const [other, column] of columns) {
    column.element.classList.toggle("active", other === id);
    if (other === id) tabs.get(other).button.setAttribute("aria-current", "true");
    else tabs.get(other).button.removeAttribute("aria-current");
  }
  unread(columns.get(id), 0);
  if (narrow.matches) columns.get(id).end();
}

function unread(column, count) {
  column.unread = count;
  const { badge } = tabs.get(column.person.id);
  badge.hidden = !count;
  badge.textContent = String(count);
  badge.setAttribute("aria-label", t("unread", { n: count }));
}

function changeLanguage(to) {
  localStorage.setItem("language", to);
  speak(to);
  for (const button of document.querySelectorAll("[data-lang]")) {
    button.setAttribute("aria-pressed", String(button.dataset.lang === to));
  }
  const title = pick(state?.title) || t("rehearsal").replace(".", "");
  byId("title").textContent = title;
  document.title = title;
  byId("bot-name").textContent = state ? `@${state.bot.username}` : "";
  for (const column of columns.values()) column.words();
  clock?.draw();
}

function offline(lost) {
  byId("banner").classList.toggle("lost", lost);
  byId("banner-text").dataset.t = lost ? "offline" : "banner";
  byId("banner-text").textContent = t(lost ? "offline" : "banner");
}

function enlarge(url, caption) {
  byId("lightbox-img").src = url;
  byId("lightbox-img").alt = caption || t("photo");
  byId("lightbox-caption").textContent = caption;
  byId("lightbox").showModal();
}

function showAlert(who, text) {
  byId("alert-who").textContent = who;
  byId("alert-text").textContent = text;
  if (!byId("alert").open) byId("alert").showModal();
}

byId("lightbox").addEventListener("click", (event) => {
  if (event.target === event.currentTarget) event.currentTarget.close();
});

start();
