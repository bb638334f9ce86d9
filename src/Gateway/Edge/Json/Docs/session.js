// The session calls are made with. Kept for this tab only, and gone when it is closed.
import { el } from "/docs/view.js";

const key = "groupchat.session";

export class Session {
  changed = () => {};
  #form = document.querySelector("#session");
  #who = document.querySelector("#who");
  #now = read();

  constructor() {
    this.#form.addEventListener("submit", (event) => this.#start(event));
    this.#show();
  }

  get token() {
    return this.#now?.token ?? "";
  }

  async #start(event) {
    event.preventDefault();
    const displayName = this.#form.elements.name.value.trim() || "Visitor";
    const response = await fetch("/v1/sessions", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ displayName }) });
    const answer = await response.json();
    if (!response.ok) {
      this.#who.replaceChildren(el("span.bad", {}, answer.message));
      return;
    }
    this.#now = { name: answer.session.displayName, token: answer.credentials.accessToken, expires: answer.credentials.accessTokenExpireTime };
    sessionStorage.setItem(key, JSON.stringify(this.#now));
    this.#form.elements.name.value = "";
    this.#show();
    this.changed();
  }

  #show() {
    if (!this.#now) {
      this.#who.replaceChildren("Most calls need a session.");
      return;
    }
    const until = new Date(this.#now.expires);
    const text = until < new Date() ? "expired" : `until ${until.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}`;
    this.#who.replaceChildren(el("span.dot", { "aria-hidden": "true" }), el("strong", {}, this.#now.name), ` ${text}`);
  }
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}
