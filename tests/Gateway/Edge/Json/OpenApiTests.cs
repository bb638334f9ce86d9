using System.Text.Json;
using GroupChat.Gateway.Edge.Json;
using GroupChat.Gateway.Edge.Json.OpenApi;
using GroupChat.Gateway.Edge.Json.Routes;
using GroupChat.Gateway.Tests.Edge.Json.Probe;
using Microsoft.AspNetCore.Routing;

namespace GroupChat.Gateway.Tests.Edge.Json;

public sealed class OpenApiTests
{
    private static readonly JsonElement Contract = JsonDocument.Parse(Document(RouteCompiler.Compile(JsonTypes.Services))).RootElement;

    [Fact]
    public void Document_Always_IsTheSame()
    {
        var routes = RouteCompiler.Compile(JsonTypes.Services);

        Assert.Equal(Document(routes), Document([.. routes.Reverse().OrderBy(route => route.Method.FullName).ThenBy(route => routes.ToList().IndexOf(route))]));
    }

    [Fact]
    public void Document_OfTheContract_HasEveryMethodWithItsComment()
    {
        var routes = RouteCompiler.Compile(JsonTypes.Services);
        var operations = Contract.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(each => each.Value).ToList();

        Assert.Equal(routes.Count, operations.Count);
        Assert.Equal(operations.Count, operations.Select(operation => operation.GetProperty("operationId").GetString()).Distinct().Count());
        Assert.All(operations, operation => Assert.NotEmpty(operation.GetProperty("description").GetString()!));
    }

    [Fact]
    public void Document_OfTheContract_DescribesEveryField()
    {
        var bare =
            from schema in Contract.GetProperty("components").GetProperty("schemas").EnumerateObject()
            where schema.Name.StartsWith("groupchat.", StringComparison.Ordinal) && schema.Value.TryGetProperty("properties", out _)
            from property in schema.Value.GetProperty("properties").EnumerateObject()
            where !property.Value.TryGetProperty("description", out _)
            select $"{schema.Name}.{property.Name}";

        Assert.Empty(bare);
    }

    [Fact]
    public void Document_References_LeadSomewhere()
    {
        var schemas = Contract.GetProperty("components").GetProperty("schemas");
        Assert.All(References(Contract).Where(reference => reference.Contains("/schemas/", StringComparison.Ordinal)),
            reference => Assert.True(schemas.TryGetProperty(reference["#/components/schemas/".Length..], out _), reference));
    }

    [Fact]
    public void Document_OfACallWithABody_LeavesOutWhatThePathHolds()
    {
        var operation = Operation(Contract, "/v1/rooms/{roomId}/messages", "post");

        Assert.Equal(["roomId"], operation.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()));
        var body = operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        Assert.False(body.GetProperty("properties").TryGetProperty("roomId", out _));
        Assert.True(body.GetProperty("properties").TryGetProperty("clientMessageId", out _));
    }

    [Fact]
    public void Document_OfAStreamAndAnUpload_IsHonest()
    {
        var answers = Operation(Contract, "/v1/rooms/{roomId}:watch", "get").GetProperty("responses").GetProperty("200").GetProperty("content");
        Assert.True(answers.TryGetProperty("application/x-ndjson", out _));
        Assert.True(answers.TryGetProperty("text/event-stream", out _));
        Assert.False(answers.TryGetProperty("application/json", out _));

        var form = Operation(Contract, "/v1/rooms/{header.roomId}/documents", "post").GetProperty("requestBody").GetProperty("content").GetProperty("multipart/form-data");
        Assert.True(form.GetProperty("schema").GetProperty("properties").TryGetProperty("file", out _));
    }

    [Fact]
    public void Document_OfEveryTypeThereIs_HasItsSchema()
    {
        var document = JsonDocument.Parse(Document(RouteCompiler.Compile(JsonProbeReflection.Descriptor.Services))).RootElement;
        var fields = document.GetProperty("components").GetProperty("schemas").GetProperty("jsonprobe.v1.Everything").GetProperty("properties");

        Assert.Equal("int64", fields.GetProperty("int64").GetProperty("format").GetString());
        Assert.Equal("string", fields.GetProperty("int64").GetProperty("type").GetString());
        Assert.Equal("date-time", fields.GetProperty("time").GetProperty("format").GetString());
        Assert.Equal("null", fields.GetProperty("int64Value").GetProperty("type")[1].GetString());
        Assert.Equal("object", fields.GetProperty("byName").GetProperty("type").GetString());
        Assert.Equal("string", document.GetProperty("components").GetProperty("schemas").GetProperty("jsonprobe.v1.Colour").GetProperty("type").GetString());
        Assert.True(fields.TryGetProperty("calledOtherwise", out _));
        Assert.True(document.GetProperty("paths").TryGetProperty("/probe/shelves/{name.1}/books/{name.3}:read", out _));
        Assert.Contains("inner.inner.name", Operation(document, "/probe/echo", "get").GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()));
    }

    private static JsonElement Operation(JsonElement document, string path, string method) => document.GetProperty("paths").GetProperty(path).GetProperty(method);

    private static byte[] Document(IReadOnlyList<JsonRoute> routes) =>
        new OpenApiDocument(routes, ContractComments.Load(), new CallerRules(new DefaultEndpointDataSource())).ToBytes();

    private static IEnumerable<string> References(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().SelectMany(property =>
            property.NameEquals("$ref") ? [property.Value.GetString()!] : References(property.Value)),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
