// Makes a call and tells of its answer as it comes.

/** What fetch would be given: the method, the path with its query, headers and body. */
export function request(operation, values, token, stream) {
  const used = new Set();
  const path = operation.path.replace(/\{([^}]+)\}/g, (_, name) => {
    used.add(name);
    return encodeURIComponent(values.parameters[name] ?? "");
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values.parameters)) {
    if (used.has(name) || value === "") continue;
    for (const each of Array.isArray(value) ? value : [value]) query.append(name, each);
  }
  const headers = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (stream) headers.Accept = stream;
  if (typeof values.body === "string") headers["Content-Type"] = "application/json";
  const search = query.toString();
  return { method: operation.method.toUpperCase(), path: path + (search ? `?${search}` : ""), headers, body: values.body };
}

/** The same as a command. */
export function curl(call) {
  const quote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
  const lines = [`curl -X ${call.method} ${quote(location.origin + call.path)}`];
  if (call.headers.Accept) lines[0] = lines[0].replace("curl", "curl -N");
  for (const [name, value] of Object.entries(call.headers))
    lines.push(`-H ${quote(`${name}: ${name === "Authorization" ? "Bearer $TOKEN" : value}`)}`);
  if (typeof call.body === "string") lines.push(`-d ${quote(call.body)}`);
  if (call.body instanceof FormData)
    for (const [name, value] of call.body) lines.push(`-F ${quote(`${name}=${value instanceof File ? `@${value.name}` : value}`)}`);
  return lines.join(" \\\n  ").replace("'Authorization: Bearer $TOKEN'", `"Authorization: Bearer $TOKEN"`);
}

/** Sends, and calls show.head once, then show.text, or show.item for each message of a stream. */
export async function send(call, show, signal) {
  const begun = performance.now();
  const response = await fetch(call.path, { method: call.method, headers: call.headers, body: call.body, signal, cache: "no-store" });
  show.head(response, performance.now() - begun);
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("application/x-ndjson")) return pieces(response, "\n", (line) => line && show.item("message", line));
  if (type.startsWith("text/event-stream")) return pieces(response, "\n\n", (text) => event(text, show));
  show.text(await response.text(), type);
}

async function pieces(response, separator, take) {
  let rest = "";
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    rest += decoder.decode(value, { stream: !done });
    const parts = rest.split(separator);
    rest = parts.pop();
    parts.forEach(take);
    if (done) return rest && take(rest);
  }
}

function event(text, show) {
  const fields = { event: "message", data: "", id: "" };
  for (const line of text.split("\n")) {
    if (line.startsWith(":")) return show.item("comment", line.slice(1).trim());
    const [name, ...value] = line.split(": ");
    if (name in fields) fields[name] = value.join(": ");
  }
  show.item(fields.event, fields.data, fields.id);
}
