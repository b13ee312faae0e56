"use strict";
// The explorer page: runs queries, and shows the schema from its introspection. No library, nothing from another host.
const at = (id) => document.getElementById(id);
const examples = JSON.parse(at("examples").textContent);
const address = location.pathname;

function show(text, status) {
  at("result").textContent = text;
  at("status").textContent = status;
}

async function post(body) {
  const response = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/graphql-response+json" }, body: JSON.stringify(body) });
  return [response, await response.json()];
}

async function run() {
  let variables;
  try {
    variables = at("variables").value.trim() ? JSON.parse(at("variables").value) : {};
  } catch (error) {
    return show(String(error.message), "The variables are no JSON.");
  }
  show("", "Running …");
  const begin = performance.now();
  try {
    const selected = operations(at("query").value);
    const [response, result] = await post({ query: at("query").value, variables, operationName: selected });
    show(JSON.stringify(result, null, 2), `Status ${response.status}, ${Math.round(performance.now() - begin)} ms`);
  } catch (error) {
    show(String(error), "The server did not answer.");
  }
}

// The operation the cursor stands in, where the query has several.
function operations(text) {
  const found = [...text.replace(/#.*$|"(?:[^"\\\n]|\\.)*"/gm, (m) => " ".repeat(m.length)).matchAll(/\b(?:query|mutation)\s+(\w+)/g)];
  if (found.length < 2) return undefined;
  const before = found.filter((match) => match.index <= at("query").selectionStart);
  return (before.at(-1) ?? found[0])[1];
}

const typeText = (t) => (t.kind === "NON_NULL" ? typeText(t.ofType) + "!" : t.kind === "LIST" ? `[${typeText(t.ofType)}]` : t.name);
const inner = (t) => (t.ofType ? inner(t.ofType) : t);

function node(tag, text, ...children) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

let types = {};

function link(type) {
  const button = node("button", typeText(type));
  button.type = "button";
  button.onclick = () => describe(inner(type).name);
  return button;
}

function describe(name) {
  const type = types[name];
  const list = node("dl");
  for (const field of type.fields ?? type.inputFields ?? []) {
    const line = node("dt", field.name);
    if (field.args?.length) {
      line.append("(");
      field.args.forEach((argument, i) => line.append(i ? ", " : "", argument.name + ": ", link(argument.type)));
      line.append(")");
    }
    line.append(": ", link(field.type));
    list.append(line, node("dd", field.description));
  }
  for (const value of type.enumValues ?? []) list.append(node("dt", value.name), node("dd", value.description));
  for (const possible of type.possibleTypes ?? []) list.append(node("dt", "", link(possible)));
  at("docs").replaceChildren(node("h3", name), node("p", type.description), list);
  at("docs").parentElement.scrollTop = 0;
}

function find() {
  const words = at("find").value.trim().toLowerCase();
  if (!words) return describe("Query");
  const list = node("dl");
  for (const type of Object.values(types)) {
    if (type.name.startsWith("__")) continue;
    const fields = (type.fields ?? type.inputFields ?? type.enumValues ?? []).filter((field) => field.name.toLowerCase().includes(words));
    if (!type.name.toLowerCase().includes(words) && !fields.length) continue;
    list.append(node("dt", "", link(type)), node("dd", fields.map((field) => field.name).join(", ")));
  }
  at("docs").replaceChildren(node("h3", "Found"), list);
}

async function readSchema() {
  const inside = "kind name ofType { kind name ofType { kind name ofType { kind name } } }";
  const query = `{ __schema { types { kind name description possibleTypes { kind name } enumValues { name description }
    fields { name description args { name type { ${inside} } } type { ${inside} } } inputFields { name description type { ${inside} } } } } }`;
  const [, result] = await post({ query });
  types = Object.fromEntries(result.data.__schema.types.map((type) => [type.name, type]));
  describe("Query");
}

for (const name of Object.keys(examples)) at("example").append(new Option(name, name));
at("example").onchange = () => { at("query").value = examples[at("example").value]; at("variables").value = ""; };
at("run").onclick = run;
at("find").oninput = find;
at("query").onkeydown = at("variables").onkeydown = (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); } };
const asked = new URLSearchParams(location.hash.slice(1)).get("query");
at("query").value = asked ?? Object.values(examples)[0];
if (asked === null) run();
readSchema().catch((error) => { at("docs").textContent = String(error); });
