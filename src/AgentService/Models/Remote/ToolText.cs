using System.Text.Json;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Models.Remote;

/// <summary>The result of a tool in the words that a model reads.</summary>
internal static class ToolText
{
    public static string Of(FunctionResultContent result) => result.Result switch
    {
        null => "",
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
        var value => JsonSerializer.Serialize(value),
    };

    /// <summary>Arguments as a model wrote them; a call whose arguments are no JSON object says so, and is answered by the tools.</summary>
    public static FunctionCallContent Call(string callId, string name, string arguments)
    {
        try
        {
            var parsed = arguments.Length == 0 ? [] : JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments);
            return new FunctionCallContent(callId, name, parsed);
        }
        catch (JsonException error)
        {
            return new FunctionCallContent(callId, name) { Exception = error };
        }
    }
}
