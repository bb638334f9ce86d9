using System.Text.Json;

namespace GroupChat.Agents.Llama.Grammar;

/// <summary>
/// An object with the members of its schema and no others: those that are required, then those that may be there, each kind in
/// the order of the schema.
/// </summary>
internal sealed class JsonObjectRules(GbnfRules rules, int mostMembers)
{
    public string Of(JsonElement schema, Func<JsonElement, string> valueOf)
    {
        var members = Members(schema, valueOf);
        var must = Required(schema, members);
        var needed = members.Where(member => must.Contains(member.Name)).Select(static member => member.Rule).ToList();
        var optional = members.Where(member => !must.Contains(member.Name)).Select(static member => member.Rule).ToList();
        var body = needed.Count > 0
            ? string.Join($" {Comma()} ", needed) + Followed(optional, 0)
            : FirstOf(optional);
        return $"{rules.Open("{")} {body} {rules.Close("}")}";
    }

    private List<(string Name, string Rule)> Members(JsonElement schema, Func<JsonElement, string> valueOf)
    {
        if (!schema.TryGetProperty("properties", out var properties))
            return [];
        if (properties.ValueKind != JsonValueKind.Object)
            throw LlamaErrors.GrammarInvalid("properties must be an object");
        List<(string Name, string Rule)> members = [];
        foreach (var property in properties.EnumerateObject())
        {
            if (members.Count == mostMembers)
                throw LlamaErrors.GrammarInvalid($"an object has more than {mostMembers} properties");
            var name = rules.NextName();
            rules.Add(name, $"{GbnfRules.Literal(JsonSerializer.Serialize(property.Name))} {rules.Use("ws")} \":\" ws {valueOf(property.Value)}");
            members.Add((property.Name, name));
        }
        return members;
    }

    private static HashSet<string> Required(JsonElement schema, List<(string Name, string Rule)> members)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        if (!schema.TryGetProperty("required", out var required))
            return names;
        if (required.ValueKind != JsonValueKind.Array || required.EnumerateArray().Any(static name => name.ValueKind != JsonValueKind.String))
            throw LlamaErrors.GrammarInvalid("required must be a list of names");
        names.UnionWith(required.EnumerateArray().Select(static name => name.GetString()!));
        return names.All(name => members.Any(member => member.Name == name))
            ? names : throw LlamaErrors.GrammarInvalid("a required property is none of the properties");
    }

    // One of the optional members is first, and has no comma before it.
    private string FirstOf(List<string> optional) => optional.Count == 0
        ? ""
        : $"({string.Join(" | ", optional.Select((rule, index) => rule + Followed(optional, index + 1)))})?";

    private string Followed(List<string> optional, int from) =>
        string.Concat(optional.Skip(from).Select(rule => $" ({Comma()} {rule})?"));

    private string Comma() => $"{rules.Use("ws")} \",\" ws";
}
