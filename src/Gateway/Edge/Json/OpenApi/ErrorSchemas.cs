using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Google.Rpc;

namespace GroupChat.Gateway.Edge.Json.OpenApi;

/// <summary>What every failed call answers with: <c>google.rpc.Status</c>, and the details that come with it.</summary>
internal static class ErrorSchemas
{
    private static readonly MessageDescriptor[] Details =
        [ErrorInfo.Descriptor, BadRequest.Descriptor, RetryInfo.Descriptor, QuotaFailure.Descriptor, RequestInfo.Descriptor];

    public static JsonObject Response(SchemaWriter schemas)
    {
        schemas.Add(Google.Rpc.Status.Descriptor.FullName, Status(schemas));
        return new()
        {
            ["description"] = "The call failed. Switch on the `reason` of the detail `google.rpc.ErrorInfo`, never on text.",
            ["headers"] = new JsonObject { ["Retry-After"] = Nodes.Header("integer", "Seconds to wait, when it is worth to try again.") },
            ["content"] = Nodes.Content("application/json", schemas.Of(Google.Rpc.Status.Descriptor)),
        };
    }

    private static JsonObject Status(SchemaWriter schemas) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["code"] = Nodes.Schema("integer", "Number of `google.rpc.Code`: 3 INVALID_ARGUMENT, 5 NOT_FOUND and so on."),
            ["message"] = Nodes.Schema("string", "For developers."),
            ["details"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["anyOf"] = new JsonArray([.. Details.Select(detail => (JsonNode)Detail(schemas, detail))]) },
            },
        },
        ["required"] = new JsonArray("code", "message"),
    };

    private static JsonObject Detail(SchemaWriter schemas, MessageDescriptor detail)
    {
        var schema = schemas.Object(detail, []);
        var properties = new JsonObject { ["@type"] = new JsonObject { ["const"] = $"type.googleapis.com/{detail.FullName}" } };
        foreach (var (name, property) in schema["properties"]!.AsObject())
            properties[name] = property!.DeepClone();
        schema["properties"] = properties;
        schema["required"] = new JsonArray("@type");
        return schemas.Add(detail.FullName, schema);
    }
}
