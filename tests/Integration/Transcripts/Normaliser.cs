using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Protobuf;
using GroupChat.Integration.Tests.Transcripts.Drivers;

namespace GroupChat.Integration.Tests.Transcripts;

/// <summary>
/// Takes out of a message what differs from run to run, and nothing else: ids become their order of appearance, times, tokens and
/// delays become words, an answer that was stopped loses the text that it happened to have by then, and one that is being made
/// the run that may have begun already or not.
/// </summary>
/// <param name="run">What the names of this run's rooms begin with.</param>
internal sealed partial class Normaliser(string run)
{
    private readonly Dictionary<string, string> _ids = [];

    public string Of(IMessage message)
    {
        var json = JsonNode.Parse(Contract.Formatter.Format(message))!.AsObject();
        Visit(json);
        return json.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private void Visit(JsonObject json)
    {
        if (json["answer"] is JsonObject answer)
            Truncate(json, answer);
        foreach (var (name, value) in json.ToList())
        {
            if (Drops(name))
                json.Remove(name);
            else
                json[name] = Replaced(name, value);
        }
    }

    // A position is opaque, and not every protocol gives one with every answer.
    private static bool Drops(string name) => name is "cursor" or "nextCursor";

    private JsonNode? Replaced(string name, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject inner:
                Visit(inner);
                return inner.DeepClone();
            case JsonArray list:
                return new JsonArray([.. list.Select(item => Replaced(name, item))]);
            case JsonValue when Word(name, value.ToString()) is { } word:
                return word;
            default:
                return value?.DeepClone();
        }
    }

    private string? Word(string name, string text) => name switch
    {
        _ when Time().IsMatch(text) => "a time",
        _ when name.EndsWith("Token", StringComparison.Ordinal) || name == "token" => "a token",
        "retryDelay" => "a delay",
        "requestId" => "a request",
        "argumentsSha256" => "a hash",
        _ when Id().IsMatch(text) || text.Contains(run, StringComparison.Ordinal) =>
            Id().Replace(text.Replace(run + "-", "", StringComparison.Ordinal), id => NameOf(id.Value)),
        _ => null,
    };

    private string NameOf(string id)
    {
        if (!_ids.TryGetValue(id, out var name))
            _ids[id] = name = $"id{_ids.Count + 1}";
        return name;
    }

    private static void Truncate(JsonObject message, JsonObject answer)
    {
        var state = answer["state"]?.ToString();
        if (state == "ANSWER_STATE_GENERATING")
            answer.Remove("runId");
        if (state != "ANSWER_STATE_CANCELLED")
            return;
        foreach (var name in (string[])["usage", "citations", "modelId"])
            answer.Remove(name);
        message.Remove("parts");
    }

    [GeneratedRegex("direct-[0-9A-Za-z_-]+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT[\d:.]+Z$")]
    private static partial Regex Time();
}
