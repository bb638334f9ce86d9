using System.Text.Json;

namespace GroupChat.Agents.Llama.Grammar;

/// <summary>
/// A JSON schema as a grammar: what is generated is a value of the schema. Understood are type (one of them), properties,
/// required, items, minItems and maxItems, enum, const, anyOf, oneOf, minLength and maxLength, minimum and maximum where both are whole
/// numbers, and references to definitions of the schema itself. Other words that would restrict more are refused, not ignored.
/// </summary>
internal sealed class JsonSchemaGrammar
{
    private const int MostDepth = 24;
    private const int MostCount = 256;

    private static readonly string[] Understood =
    [
        "$schema", "$id", "$defs", "$ref", "definitions", "title", "description", "default", "examples", "$comment",
        "type", "properties", "required", "additionalProperties", "items", "minItems", "maxItems",
        "enum", "const", "anyOf", "oneOf", "minLength", "maxLength", "minimum", "maximum",
    ];

    private readonly JsonElement _root;
    private readonly GbnfRules _rules = new();
    private readonly Dictionary<string, string> _references = new(StringComparer.Ordinal);

    private JsonSchemaGrammar(JsonElement root) => _root = root;

    /// <exception cref="ServiceDefaults.Errors.DomainError">GRAMMAR_INVALID: the schema says something that is not understood, or too much.</exception>
    public static GbnfGrammar Of(JsonElement schema)
    {
        var grammar = new JsonSchemaGrammar(schema);
        grammar._rules.Add("root", grammar.Value(schema, 0));
        return GbnfGrammar.Parse(grammar._rules.Text);
    }

    private string Value(JsonElement schema, int depth)
    {
        if (depth > MostDepth)
            throw LlamaErrors.GrammarInvalid($"the schema is deeper than {MostDepth}");
        if (schema.ValueKind == JsonValueKind.True)
            return Any();
        if (schema.ValueKind != JsonValueKind.Object)
            throw LlamaErrors.GrammarInvalid("a schema must be an object");
        foreach (var word in schema.EnumerateObject())
        {
            if (!Understood.Contains(word.Name, StringComparer.Ordinal))
                throw LlamaErrors.GrammarInvalid($"the word {(word.Name.Length > 32 ? word.Name[..32] : word.Name)} of the schema is not understood");
        }
        return Choice(schema, depth) ?? Typed(schema, depth);
    }

    private string? Choice(JsonElement schema, int depth)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Reference(reference.ValueKind == JsonValueKind.String ? reference.GetString()! : "", depth);
        if (schema.TryGetProperty("const", out var constant))
            return GbnfRules.Literal(constant.GetRawText());
        if (schema.TryGetProperty("enum", out var values))
            return Alternatives(values, static value => GbnfRules.Literal(value.GetRawText()));
        if (schema.TryGetProperty("anyOf", out var any) || schema.TryGetProperty("oneOf", out any))
            return Alternatives(any, one => Value(one, depth + 1));
        return null;
    }

    private static string Alternatives(JsonElement list, Func<JsonElement, string> make)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > MostCount)
            throw LlamaErrors.GrammarInvalid($"a choice must have 1 to {MostCount} values");
        return $"({string.Join(" | ", list.EnumerateArray().Select(make))})";
    }

    // A definition is a rule of its own, so that it may hold itself.
    private string Reference(string pointer, int depth)
    {
        if (_references.TryGetValue(pointer, out var known))
            return known;
        var target = _root;
        foreach (var part in pointer.StartsWith("#/", StringComparison.Ordinal) ? pointer[2..].Split('/') : [""])
        {
            if (target.ValueKind != JsonValueKind.Object || !target.TryGetProperty(part, out target))
                throw LlamaErrors.GrammarInvalid("a reference of the schema leads nowhere");
        }
        var name = _references[pointer] = _rules.NextName();
        _rules.Add(name, Value(target, depth + 1));
        return name;
    }

    private string Typed(JsonElement schema, int depth) => TypeOf(schema) switch
    {
        "object" => new JsonObjectRules(_rules, MostCount).Of(schema, member => Value(member, depth + 1)),
        "array" => ArrayOf(schema, depth),
        "string" => StringOf(schema),
        "integer" => NumberRange.Of(schema, isWhole: true) ?? _rules.Use("integer"),
        "number" => NumberRange.Of(schema, isWhole: false) ?? _rules.Use("number"),
        "boolean" => _rules.Use("boolean"),
        "null" => "\"null\"",
        "" => Any(),
        _ => throw LlamaErrors.GrammarInvalid("a type of the schema is not known"),
    };

    private static string TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
            return schema.TryGetProperty("properties", out _) ? "object" : "";
        return type.ValueKind == JsonValueKind.String ? type.GetString()! : throw LlamaErrors.GrammarInvalid("a schema may have one type; anyOf has several");
    }

    private string ArrayOf(JsonElement schema, int depth)
    {
        var (least, most) = Bounds(schema, "minItems", "maxItems");
        var item = _rules.NextName(); // a rule of its own: it is written twice
        _rules.Add(item, schema.TryGetProperty("items", out var items) ? Value(items, depth + 1) : Any());
        var more = $"(\",\" ws {item})";
        if (most == 0)
            return "\"[\" ws \"]\"";
        var rest = most is { } end ? $"{more}{{{Math.Max(least - 1, 0)},{end - 1}}}" : $"{more}{{{Math.Max(least - 1, 0)},}}";
        var list = $"{item} ws {rest}";
        return $"{_rules.Open("[")} {(least == 0 ? $"({list})?" : list)} {_rules.Close("]")}";
    }

    private string StringOf(JsonElement schema)
    {
        var (least, most) = Bounds(schema, "minLength", "maxLength");
        if (least == 0 && most is null)
            return _rules.Use("string");
        _rules.Use("string");
        return $"\"\\\"\" char{{{least},{most}}} \"\\\"\"";
    }

    private static (int Least, int? Most) Bounds(JsonElement schema, string least, string most)
    {
        var from = Number(least) ?? 0;
        var to = Number(most);
        return to is null || from <= to ? (from, to) : throw LlamaErrors.GrammarInvalid($"{least} is above {most}");

        int? Number(string word) => !schema.TryGetProperty(word, out var value) ? null
            : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count is >= 0 and <= MostCount
                ? count : throw LlamaErrors.GrammarInvalid($"{word} must be 0 to {MostCount}");
    }

    private string Any() => _rules.Use("value");
}
