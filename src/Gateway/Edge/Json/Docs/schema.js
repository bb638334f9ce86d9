// What the document says about values.
let document_;

export function use(openapi) {
  document_ = openapi;
}

/** Follows a reference; a description beside it wins over the one it leads to. */
export function resolve(schema) {
  if (!schema?.$ref) return schema ?? {};
  const target = schema.$ref.slice(2).split("/").reduce((node, key) => node?.[key], document_) ?? {};
  return schema.description ? { ...target, description: schema.description } : target;
}

export function typeOf(schema) {
  if (schema?.$ref) {
    const target = resolve(schema);
    return target.enum ? "enum" : schema.$ref.split(".").pop().split("/").pop();
  }
  if (schema?.type === "array") return `${typeOf(schema.items)}[]`;
  if (schema?.additionalProperties) return `map of ${typeOf(schema.additionalProperties)}`;
  const type = Array.isArray(schema?.type) ? schema.type.join(" or ") : (schema?.type ?? "any");
  return schema?.format && schema.format !== "double" ? schema.format : type;
}

/** A value to begin with: every field once, two levels deep, and one member of each choice. */
export function sample(schema, depth = 0) {
  const target = resolve(schema);
  if (target.examples) return target.examples[0];
  if (target.enum) return target.enum[1] ?? target.enum[0];
  switch (Array.isArray(target.type) ? target.type[0] : target.type) {
    case "object": return target.properties ? sampleObject(target, depth) : {};
    case "array": return depth > 2 ? [] : [sample(target.items, depth + 1)];
    case "integer": case "number": return 0;
    case "boolean": return false;
    default: return target.format === "date-time" ? "2026-01-31T12:00:00Z" : target.format?.endsWith("int64") ? "0" : "";
  }
}

function sampleObject(schema, depth) {
  const value = {};
  const left = excluded(schema.description);
  for (const [name, property] of Object.entries(schema.properties)) {
    const inner = resolve(property);
    const deep = inner.type === "object" && inner.properties && depth > 1;
    const byServer = /set by the server/i.test(property.description ?? "");
    if (!left.has(name) && !deep && !byServer) value[name] = sample(property, depth + 1);
  }
  return value;
}

// "At most one of `a`, `b`." leaves out all but the first.
function excluded(description) {
  const names = new Set();
  for (const choice of (description ?? "").matchAll(/At most one of ([^.]*)\./g))
    [...choice[1].matchAll(/`([^`]+)`/g)].slice(1).forEach((match) => names.add(match[1]));
  return names;
}
