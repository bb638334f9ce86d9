using System.Text.Json.Nodes;

namespace GroupChat.Gateway.Edge.Json.OpenApi;

/// <summary>The pieces that an OpenAPI document is full of.</summary>
internal static class Nodes
{
    /// <summary>A schema of a simple type.</summary>
    public static JsonObject Schema(string type, string description = "") => Describe(new() { ["type"] = type }, description);

    /// <summary>A header of a response.</summary>
    public static JsonObject Header(string type, string description) => Describe(new() { ["schema"] = Schema(type) }, description);

    /// <summary>What is sent in one form.</summary>
    public static JsonObject Content(string mediaType, JsonObject schema) => new() { [mediaType] = new JsonObject { ["schema"] = schema } };

    /// <summary>Says what a node is about, unless there is nothing to say.</summary>
    public static JsonObject Describe(JsonObject node, string text)
    {
        if (text.Length > 0)
            node["description"] = text;
        return node;
    }
}
