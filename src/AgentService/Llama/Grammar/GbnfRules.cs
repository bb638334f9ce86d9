using System.Globalization;
using System.Text;

namespace GroupChat.Agents.Llama.Grammar;

/// <summary>Rules of a grammar that is being made, and those of JSON itself, of which only the used ones are put in.</summary>
internal sealed class GbnfRules
{
    // What is between tokens is one blank at most: a model that may write blanks for ever does.
    private static readonly Dictionary<string, (string Body, string[] Uses)> Json = new(StringComparer.Ordinal)
    {
        ["ws"] = ("\" \"?", []),
        ["char"] = ("[^\"\\\\\\x7F\\x00-\\x1F] | \"\\\\\" ([\"\\\\/bfnrt] | \"u\" [0-9a-fA-F]{4})", []),
        ["string"] = ("\"\\\"\" char* \"\\\"\"", ["char"]),
        ["integer"] = ("\"-\"? (\"0\" | [1-9] [0-9]{0,17})", []),
        ["number"] = ("integer (\".\" [0-9]{1,17})? ([eE] [-+]? [0-9]{1,2})?", ["integer"]),
        ["boolean"] = ("\"true\" | \"false\"", []),
        ["member"] = ("string ws \":\" ws value", ["string", "ws"]),
        ["value"] = (
            "string | number | boolean | \"null\" | \"[\" ws (value ws (\",\" ws value ws)*)? \"]\" | \"{\" ws (member ws (\",\" ws member ws)*)? \"}\"",
            ["string", "number", "boolean", "member", "ws"]),
    };

    private readonly SortedDictionary<string, string> _rules = new(StringComparer.Ordinal);
    private int _names;
    private int _characters;

    public string Text => string.Concat(_rules.Select(static rule => $"{rule.Key} ::= {rule.Value}\n"));

    /// <summary>The text itself, in quotes: one of the answers that a grammar allows.</summary>
    public static string Literal(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' or '\\' => quoted.Append('\\').Append(rune),
                < ' ' or 0x7F => quoted.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:X2}"),
                _ => quoted.Append(rune),
            };
        }
        return quoted.Append('"').ToString();
    }

    public string NextName() => string.Create(CultureInfo.InvariantCulture, $"part{_names++}");

    public void Add(string name, string body)
    {
        _characters += name.Length + body.Length;
        if (_characters > GbnfGrammar.MostCharacters)
            throw LlamaErrors.GrammarInvalid("the schema makes too large a grammar");
        _rules[name] = body;
    }

    /// <summary>Puts in a rule of JSON and what it uses; returns its name.</summary>
    public string Use(string name)
    {
        if (_rules.ContainsKey(name))
            return name;
        Add(name, Json[name].Body);
        foreach (var used in Json[name].Uses)
            Use(used);
        return name;
    }

    public string Open(string bracket) => $"\"{bracket}\" {Use("ws")}";

    public string Close(string bracket) => $"{Use("ws")} \"{bracket}\"";
}
