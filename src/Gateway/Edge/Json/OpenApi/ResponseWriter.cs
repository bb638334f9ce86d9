using System.Text.Json.Nodes;
using GroupChat.Gateway.Edge.Json.Answers;
using GroupChat.Gateway.Edge.Json.Routes;

namespace GroupChat.Gateway.Edge.Json.OpenApi;

/// <summary>The responses of a call, streams included.</summary>
internal sealed class ResponseWriter(SchemaWriter schemas, ContractComments comments)
{
    public JsonObject Of(JsonRoute route)
    {
        var responses = new JsonObject { ["200"] = Success(route) };
        if (route.ReadsResource)
            responses["304"] = new JsonObject { ["description"] = "Unchanged since the answer whose ETag came in If-None-Match." };
        responses["default"] = new JsonObject { ["$ref"] = "#/components/responses/Error" };
        return responses;
    }

    private JsonObject Success(JsonRoute route)
    {
        var message = route.AnswerField is { } field ? schemas.Of(field) : schemas.Of(route.Method.OutputType);
        var description = comments.Of(route.AnswerField?.FullName ?? route.Method.OutputType.FullName);
        var response = new JsonObject { ["description"] = description.Length > 0 ? description : "The call went well." };
        if (route.ReadsResource)
            response["headers"] = new JsonObject { ["ETag"] = Nodes.Header("string", "Names this state of the resource.") };
        response["content"] = route.Method.IsServerStreaming ? Stream(message) : Nodes.Content("application/json", message);
        return response;
    }

    private JsonObject Stream(JsonObject message) => new()
    {
        [LinesForm.MediaType] = new JsonObject
        {
            ["schema"] = new JsonObject
            {
                ["description"] = "Lines, each an object of this kind: `result` for a message, `error` at the end of a stream that failed.",
                ["oneOf"] = new JsonArray(Line("result", message), Line("error", schemas.Of(Google.Rpc.Status.Descriptor))),
            },
        },
        [EventsForm.MediaType] = new JsonObject
        {
            ["schema"] = Nodes.Schema("string", "Server-sent events. The data of each is a message, the same as in `result` of a line. The last "
                + "event is named `end`, or `error`, with the error as its data. The id of an event, where it has one, may be sent as "
                + "Last-Event-ID to go on after it. Heartbeats are comments."),
        },
    };

    private static JsonObject Line(string name, JsonObject schema) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { [name] = schema },
        ["required"] = new JsonArray(name),
    };
}
