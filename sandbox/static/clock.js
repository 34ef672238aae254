// The rehearsal's clock: shown in Vietnam's time, moved through the bot.

import { dayOf, hourOf, post, read } from "./dom.js";
import { t } from "./strings.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const EAST = 7 * HOUR; // Vietnam has kept one offset and no summer time since 1975
const REMINDER = "17:00";
const DIGEST = "07:30";

const byId = (id) => document.getElementById(id);

export class Clock {
  constructor(say) {
    this.say = say;
    this.ahead = 0;
    this.offered = false;
    for (const button of document.querySelectorAll("[data-clock]")) {
      if (button.type === "button") button.addEventListener("click", () => this.move(this.goal(button.dataset.clock)));
    }
    byId("clock-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.move(new Date(`${event.currentTarget.at.value}:00+07:00`));
    });
    byId("clock-now").addEventListener("click", () => this.open());
    document.addEventListener("click", (event) => {
      if (!byId("clock").contains(event.target)) this.open(false);
    });
    setInterval(() => this.draw(), 1000);
  }

  /** Begin with the server's time; ask the bot's if there is a clock to move. */
  async start({ clock, now }) {
    this.offered = clock;
    byId("clock").hidden = !clock;
    this.set(now);
    if (clock) await fetch("/page/clock").then(read).then((body) => this.set(body.now)).catch(() => {});
  }

  set(now) {
    this.ahead = Date.parse(now) - Date.now();
    this.draw();
  }

  get now() {
    return new Date(Date.now() + this.ahead);
  }

  goal(name) {
    const now = this.now.getTime();
    if (name === "plus-hour") return new Date(now + HOUR);
    return name === "reminder" ? nextTime(now, REMINDER) : firstOfNextMonth(now, DIGEST);
  }

  async move(at) {
    if (Number.isNaN(at.getTime())) return;
    try {
      const body = await post("/page/clock", { at: at.toISOString() });
      this.set(body.now);
    } catch (error) {
      this.say(t("clockFailed", { reason: error.message }));
    }
  }

  open(shown = byId("clock-now").getAttribute("aria-expanded") !== "true") {
    byId("clock-now").setAttribute("aria-expanded", String(shown));
    byId("clock").classList.toggle("open", shown);
  }

  draw() {
    if (!this.offered) return;
    const now = this.now;
    byId("clock-day").textContent = dayOf(now);
    byId("clock-hour").textContent = hourOf(now);
    const reminder = this.goal("reminder");
    const key = dayOf(reminder) === dayOf(now) ? "clockToday" : "clockTomorrow";
    byId("clock-reminder").textContent = t(key, { time: REMINDER });
    const month = this.goal("month");
    byId("clock-month").textContent = t("clockMonth", { time: DIGEST, date: dayOf(month).slice(0, 5) });
  }
}

// Dates are counted as if Vietnam's wall clock were UTC, then moved back.
function nextTime(now, time) {
  const [hour, minute] = time.split(":").map(Number);
  const midnight = Math.floor((now + EAST) / DAY) * DAY;
  let at = midnight + hour * HOUR + minute * 60_000 - EAST;
  if (at <= now) at += DAY;
  return new Date(at);
}

function firstOfNextMonth(now, time) {
  const [hour, minute] = time.split(":").map(Number);
  const wall = new Date(now + EAST);
  return new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 1, hour, minute) - EAST);
}
