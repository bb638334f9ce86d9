// Elements, and text made safe: everything that comes from outside is set as text, never as markup.

/** el("a.link", {href: "#x"}, "text", child): an element with classes, attributes or listeners, and children. */
export function el(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const node = document.createElement(name || "div");
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value != null) node.setAttribute(key, value);
  }
  node.append(...children.flat().filter((child) => child != null && child !== false));
  return node;
}

/** The little Markdown that comments use: paragraphs, lists of "- ", and `code`. */
export function prose(text) {
  return (text || "").split(/\n\n+/).filter(Boolean).map((part) => {
    const lines = part.split("\n");
    return lines.every((line) => line.startsWith("- "))
      ? el("ul", {}, lines.map((line) => el("li", {}, inline(line.slice(2)))))
      : el("p", {}, inline(part));
  });
}

export function inline(text) {
  return text.split(/(`[^`]+`)/).map((piece) => (piece.startsWith("`") ? el("code", {}, piece.slice(1, -1)) : piece));
}

const token = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON, indented and coloured; other text as it is. */
export function json(text, indent = 2) {
  let pretty = text;
  try {
    pretty = JSON.stringify(JSON.parse(text), null, indent);
  } catch {
    return [text];
  }
  const parts = [];
  let end = 0;
  for (const match of pretty.matchAll(token)) {
    parts.push(pretty.slice(end, match.index));
    const kind = match[2] ? "key" : match[1] ? "string" : match[3] ? "word" : "number";
    parts.push(el(`span.${kind}`, {}, match[1] ?? match[0]), match[2] ?? "");
    end = match.index + match[0].length;
  }
  return [...parts, pretty.slice(end)];
}

/** A button that copies what make() returns. */
export function copyButton(make) {
  return el("button.quiet", {
    type: "button",
    onclick: async (event) => {
      const button = event.currentTarget;
      // Without TLS a page of another host has no clipboard.
      const isDone = await navigator.clipboard?.writeText(make()).then(() => true, () => false);
      button.textContent = isDone ? "Copied" : "Not allowed";
      setTimeout(() => (button.textContent = "Copy"), 1200);
    },
  }, "Copy");
}
