using System.Text.Json.Nodes;
using GroupChat.Gateway.Edge.Json.Routes;

namespace GroupChat.Gateway.Edge.Json.OpenApi;

/// <summary>One call: how it is named, what it takes and what it answers.</summary>
internal sealed class OperationWriter(SchemaWriter schemas, ContractComments comments, CallerRules rules)
{
    private readonly ParameterWriter _parameters = new(schemas, comments);
    private readonly ResponseWriter _responses = new(schemas, comments);

    /// <param name="route">The binding.</param>
    /// <param name="number">1 for the first binding of its method.</param>
    public JsonObject Of(JsonRoute route, int number)
    {
        var method = route.Method;
        var operation = new JsonObject
        {
            ["operationId"] = $"{method.Service.Name}_{method.Name}" + (number == 1 ? "" : $"_{number}"),
            ["tags"] = new JsonArray(method.Service.Name),
            ["summary"] = comments.SummaryOf(method.FullName) is { Length: > 0 } summary ? summary : method.Name,
            ["description"] = Description(route),
        };
        if (_parameters.Of(route) is { Count: > 0 } parameters)
            operation["parameters"] = parameters;
        if (route.TakesBody)
            operation["requestBody"] = route.Upload is null ? Body(route) : Form(route, route.Upload);
        operation["responses"] = _responses.Of(route);
        if (rules.IsForAnyone(route.GrpcPath))
            operation["security"] = new JsonArray();
        operation["x-grpc-method"] = route.GrpcPath[1..];
        return operation;
    }

    private string Description(JsonRoute route)
    {
        var text = comments.Of(route.Method.FullName);
        return rules.IsForServices(route.GrpcPath) ? $"{text}\n\nFor services only.".Trim() : text;
    }

    private JsonObject Body(JsonRoute route)
    {
        var inPath = route.PathFields.Where(path => path.Fields.Count == 1).Select(path => path.Field).ToList();
        var schema = route.BodyField is { } field ? schemas.Of(field)
            : inPath.Count == 0 ? schemas.Of(route.Method.InputType)
            : schemas.Object(route.Method.InputType, inPath);
        return new() { ["content"] = Nodes.Content("application/json", schema) };
    }

    private JsonObject Form(JsonRoute route, UploadShape upload)
    {
        var inPath = route.PathFields.Select(path => path.Field).ToList();
        var schema = schemas.Object(upload.Header.MessageType, inPath);
        if (schema["properties"] is not JsonObject properties)
            schema["properties"] = properties = [];
        properties["file"] = Nodes.Schema("string", "The file. The last part of the form, under any name.");
        properties["file"]!["contentMediaType"] = "application/octet-stream";
        schema["required"] = new JsonArray("file");
        return new() { ["required"] = true, ["content"] = Nodes.Content("multipart/form-data", schema) };
    }
}
