// A page to read about the calls of this server, and to make them.
import { Answer } from "/docs/answer.js";
import { curl, request, send } from "/docs/call.js";
import { fields, form } from "/docs/form.js";
import { Session } from "/docs/session.js";
import { use } from "/docs/schema.js";
import { copyButton, el, prose } from "/docs/view.js";

const main = document.querySelector("#main");
const list = document.querySelector("#calls");
const filter = document.querySelector("#filter");
const session = new Session();
const operations = await load();

async function load() {
  const response = await fetch("/openapi.json");
  if (!response.ok) throw new Error(`openapi.json: ${response.status}`);
  const openapi = await response.json();
  use(openapi);
  document.title = `${openapi.info.title} API`;
  return Object.entries(openapi.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ ...operation, method, path, id: operation.operationId, isOpen: operation.security?.length === 0 })));
}

function showList() {
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ id, path, summary, method }) => words.every((word) => `${id} ${path} ${summary} ${method}`.toLowerCase().includes(word));
  const groups = Map.groupBy(operations.filter(fits), (operation) => operation.tags[0]);
  const sections = [...groups].sort(([one], [other]) => rank(one) - rank(other) || one.localeCompare(other)).map(([tag, calls]) =>
    el("section", {}, el("h2", {}, tag.replace(/Service$/, "")), el("ul", {}, calls.map(entry))));
  list.replaceChildren(...(sections.length ? sections : [el("p.note", {}, "No call fits.")]));
}

const rank = (tag) => (tag === "SessionService" ? 0 : tag === "ChatService" ? 1 : tag === "VectorService" ? 3 : 2);

function entry(operation) {
  const current = location.hash.slice(1) === operation.id;
  return el("li", {}, el("a", { href: `#${operation.id}`, "aria-current": current ? "page" : null, title: `${operation.method.toUpperCase()} ${operation.path}` },
    el(`span.method.${operation.method}`, {}, operation.method), el("span", {}, operation.id.split("_")[1]), operation.id.split("_")[2] && el("small", {}, `form ${operation.id.split("_")[2]}`)));
}

// The first sentence stands above already.
function rest({ summary, description }) {
  return description?.startsWith(summary) ? description.slice(summary.length).replace(/^\.\s*/, "") : description;
}

function showCall() {
  const operation = operations.find((each) => each.id === location.hash.slice(1)) ?? operations.find((each) => each.id === "SessionService_CreateSession") ?? operations[0];
  const streams = Object.keys(operation.responses["200"].content).filter((type) => type !== "application/json");
  const { fields: inputs, read } = form(operation);
  const kind = el("select", { id: "kind", "aria-label": "Form of the stream" }, streams.map((type) => el("option", { value: type }, type)));
  const stop = el("button", { type: "button", disabled: true }, "Stop");
  const go = el("button.primary", { type: "submit", "aria-keyshortcuts": "Control+Enter" }, "Send");
  const command = el("pre.command", { tabindex: "0" });
  const answer = new Answer();
  const make = () => request(operation, read(), operation.isOpen ? "" : session.token, streams.length ? kind.value : "");
  const page = el("form.call", { onsubmit: submit, oninput: showCommand },
    el("p.where", {}, el(`span.method.${operation.method}`, {}, operation.method), el("code", {}, operation.path)),
    el("h2", { tabindex: "-1" }, operation.summary), prose(rest(operation)),
    el("p.facts", {}, el("span", {}, operation.isOpen ? "Needs no token" : "Needs a token"), el("code", {}, operation["x-grpc-method"])),
    inputs, el(".actions", {}, go, streams.length > 0 && [stop, kind]),
    el("details.curl", { open: true }, el("summary", {}, "curl"), copyButton(() => command.textContent), command),
    answer.node, el("details", {}, el("summary", {}, "What it answers"), fields(Object.values(operation.responses["200"].content)[0].schema)));
  main.replaceChildren(page);
  main.scrollTop = 0;
  showCommand();

  function showCommand() {
    command.textContent = curl(make());
  }

  async function submit(event) {
    event.preventDefault();
    const ending = new AbortController();
    stop.onclick = () => ending.abort();
    window.addEventListener("hashchange", () => ending.abort(), { once: true });
    [go.disabled, stop.disabled] = [true, false];
    answer.begin();
    try {
      await send(make(), answer, ending.signal);
      answer.end();
    } catch (error) {
      answer.end(error);
    } finally {
      [go.disabled, stop.disabled] = [false, true];
    }
  }
}

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input, textarea, select");
  if (event.key === "/" && !isTyping) {
    event.preventDefault();
    filter.focus();
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    document.querySelector("form.call")?.requestSubmit();
  } else if (event.key === "Escape" && event.target === filter) {
    filter.value = "";
    showList();
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && (event.target === filter || list.contains(event.target))) {
    event.preventDefault();
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    (links[at] ?? filter).focus();
  }
});
filter.addEventListener("input", showList);
window.addEventListener("hashchange", () => {
  showList();
  showCall();
  main.querySelector("h2").focus({ preventScroll: true });
});
session.changed = () => document.querySelector("form.call")?.dispatchEvent(new Event("input"));
showList();
showCall();
list.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
