// The form of one call, and what it makes of a request.
import { el, inline } from "/docs/view.js";
import { resolve, sample, typeOf } from "/docs/schema.js";

/** Returns the form's fields and a function that reads them. */
export function form(operation) {
  const inputs = (operation.parameters ?? []).map(parameter);
  const content = operation.requestBody?.content ?? {};
  const body = content["multipart/form-data"] ? upload(content["multipart/form-data"].schema)
    : content["application/json"] ? editor(content["application/json"].schema)
    : null;
  const rows = ["path", "query"].map((place) => section(place, inputs.filter((input) => input.place === place)));
  return {
    fields: [...rows, body?.node],
    read: () => ({
      parameters: Object.fromEntries(inputs.map((input) => [input.name, input.read()])),
      body: body?.read(),
    }),
  };
}

function section(place, inputs) {
  if (!inputs.length) return null;
  const rows = inputs.map((input) => input.node);
  return place === "path" || inputs.length <= 4
    ? el("fieldset", {}, el("legend", {}, place === "path" ? "Path" : "Query"), rows)
    : el("details.group", { open: true }, el("summary", {}, `Query (${inputs.length})`), rows);
}

function parameter(of) {
  const id = `p-${of.in}-${of.name}`;
  const input = control(id, of.schema, of.required);
  const repeated = of.schema.type === "array";
  const node = el(".field", {},
    el("label", { for: id }, el("code", {}, of.name), el("span.type", {}, typeOf(of.schema)), of.required && el("span.required", {}, "required")),
    input,
    of.description && el("p.note", {}, inline(of.description)));
  const read = () => (repeated ? input.value.split("\n").filter(Boolean) : input.value);
  return { name: of.name, place: of.in, node, read };
}

function control(id, schema, required) {
  const target = resolve(schema);
  if (target.enum) return el("select", { id }, ["", ...target.enum].map((value) => el("option", { value }, value)));
  if (target.type === "boolean") return el("select", { id }, ["", "true", "false"].map((value) => el("option", { value }, value)));
  if (target.type === "array") return el("textarea", { id, rows: 2, placeholder: "one a line" });
  return el("input", { id, required, spellcheck: "false", autocomplete: "off", inputmode: target.type === "integer" ? "numeric" : null });
}

function editor(schema) {
  const start = JSON.stringify(sample(schema), null, 2);
  const problem = el("p.problem", { id: "body-problem", role: "status" });
  const text = el("textarea.body", { id: "body", spellcheck: "false", "aria-describedby": "body-problem", oninput: check });
  text.value = start;
  text.rows = Math.min(24, start.split("\n").length + 1);
  const node = el("fieldset", {},
    el("legend", {}, "Body"), el("label.hidden", { for: "body" }, "Body in JSON"), text, problem,
    el("details", {}, el("summary", {}, "Fields"), fields(schema)));
  return { node, read: () => text.value };

  function check() {
    try {
      if (text.value.trim()) JSON.parse(text.value);
      problem.textContent = "";
    } catch (error) {
      problem.textContent = error.message;
    }
  }
}

function upload(schema) {
  const properties = Object.entries(schema.properties).filter(([name]) => name !== "file");
  const inputs = properties.map(([name, property]) => parameter({ name, in: "form", schema: property, description: property.description }));
  const file = el("input", { id: "file", type: "file", required: true });
  const node = el("fieldset", {}, el("legend", {}, "Form"),
    el(".field", {}, el("label", { for: "file" }, el("code", {}, "file"), el("span.required", {}, "required")), file), inputs.map((input) => input.node));
  return { node, read };

  function read() {
    const data = new FormData();
    inputs.filter((input) => input.read() !== "").forEach((input) => data.append(input.name, input.read()));
    if (file.files[0]) data.append("file", file.files[0]);
    return data;
  }
}

/** The fields of a schema as nested lists; what refers to itself is opened when asked for. */
export function fields(schema) {
  const target = resolve(schema);
  const inner = target.type === "array" ? resolve(target.items) : target;
  if (!inner.properties) return el("p.note", {}, inline(target.description ?? typeOf(schema)));
  return el("ul.fields", {}, Object.entries(inner.properties).map(([name, property]) => {
    const deep = resolve(property.type === "array" ? property.items : (property.additionalProperties ?? property));
    const title = [el("code", {}, name), el("span.type", {}, typeOf(property))];
    const note = property.description && el("p.note", {}, inline(property.description));
    if (!deep.properties && !deep.enum) return el("li", {}, title, note);
    const more = el("details", { ontoggle: () => more.children.length === 1 && more.append(deep.enum ? values(deep) : fields(deep)) }, el("summary", {}, title));
    return el("li", {}, more, note);
  }));
}

const values = (schema) => el("p.note", {}, inline(schema.enum.map((value) => `\`${value}\``).join(", ")));

