// Shows the answer of a call, streams as they come.
import { copyButton, el, json } from "/docs/view.js";

const mostItems = 500;

export class Answer {
  #status = el("p.status", { role: "status" });
  #headers = el("details.headers");
  #content = el("div.content");
  #copied = "";
  #items = 0;

  node = el("section.answer", { "aria-label": "Answer", hidden: true });

  constructor() {
    const bar = el("header", {}, el("h3", {}, "Answer"), this.#status, copyButton(() => this.#copied));
    this.node.append(bar, this.#headers, this.#content);
  }

  begin() {
    this.node.hidden = false;
    this.#status.replaceChildren(el("span.busy", {}, "Waiting…"));
    this.#headers.replaceChildren();
    this.#content.replaceChildren();
    [this.#copied, this.#items] = ["", 0];
    this.node.scrollIntoView({ block: "nearest" });
  }

  head(response, milliseconds) {
    const kind = response.ok ? "good" : response.status < 500 ? "bad" : "broken";
    this.#status.replaceChildren(el(`strong.${kind}`, {}, `${response.status} ${response.statusText}`.trim()), el("span", {}, `${Math.round(milliseconds)} ms`));
    const lines = [...response.headers].map(([name, value]) => el("div", {}, el("code", {}, name), ` ${value}`));
    this.#headers.replaceChildren(el("summary", {}, `${lines.length} headers`), ...lines);
  }

  text(text) {
    this.#copied = text;
    requestAnimationFrame(() => this.node.scrollIntoView({ block: "nearest" }));
    this.#content.replaceChildren(text ? el("pre", { tabindex: "0" }, json(text)) : el("p.note", {}, "No content."));
  }

  item(kind, text, id) {
    this.#copied += `${text}\n`;
    this.#items += 1;
    const title = el("summary", {}, el("span.number", {}, String(this.#items)), el(`span.kind.${kind}`, {}, kind), el("code", {}, brief(text)));
    const item = el("details.item", { ontoggle: () => item.children.length === 1 && item.append(el("pre", { tabindex: "0" }, json(text))) }, title);
    if (id) title.append(el("span.id", { title: id }, "id"));
    this.#content.append(item);
    if (this.#content.children.length > mostItems) this.#content.firstChild.remove();
    const near = this.#content.scrollHeight - this.#content.scrollTop - this.#content.clientHeight < 160;
    if (near) this.#content.scrollTop = this.#content.scrollHeight;
  }

  end(error) {
    if (error?.name === "AbortError") this.#status.append(el("span", {}, "stopped"));
    else if (error) this.#status.replaceChildren(el("strong.broken", {}, error.message));
    else if (this.#items) this.#status.append(el("span", {}, `ended after ${this.#items}`));
  }
}

// The names on the way to what a message is about: {"result":{"frame":{"event":{…}}}} is "result.frame.event".
function brief(text) {
  try {
    const names = [];
    let value = JSON.parse(text);
    while (value && typeof value === "object" && !Array.isArray(value)) {
      const inner = Object.entries(value).find(([, each]) => each && typeof each === "object" && !Array.isArray(each));
      if (!inner) break;
      names.push(inner[0]);
      value = inner[1];
    }
    return names.join(".") || text;
  } catch {
    return text;
  }
}
