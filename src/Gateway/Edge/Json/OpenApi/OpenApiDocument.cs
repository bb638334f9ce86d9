using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GroupChat.Gateway.Edge.Json.Routes;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace GroupChat.Gateway.Edge.Json.OpenApi;

/// <summary>The contract as an OpenAPI 3.1 document, always in the same order. Made from the same routes that calls take.</summary>
internal sealed class OpenApiDocument(IReadOnlyList<JsonRoute> routes, ContractComments comments, CallerRules rules)
{
    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SchemaWriter _schemas = new(comments);

    public byte[] ToBytes()
    {
        var error = ErrorSchemas.Response(_schemas); // first: frames of streams refer to the same schema
        var paths = Paths();
        var components = new JsonObject
        {
            ["responses"] = new JsonObject { ["Error"] = error },
            ["securitySchemes"] = new JsonObject { ["token"] = Token() },
        };
        components["schemas"] = _schemas.All();
        return JsonSerializer.SerializeToUtf8Bytes(
            new JsonObject
            {
                ["openapi"] = "3.1.0",
                ["info"] = Info(),
                ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
                ["security"] = new JsonArray(new JsonObject { ["token"] = new JsonArray() }),
                ["tags"] = new JsonArray([.. Services().Select(Tag)]),
                ["paths"] = paths,
                ["components"] = components,
            },
            Readable);
    }

    private JsonObject Paths()
    {
        var writer = new OperationWriter(_schemas, comments, rules);
        var numbers = routes.GroupBy(route => route.Method).SelectMany(group => group.Select((route, index) => (route, index)))
            .ToDictionary(each => each.route, each => each.index + 1);
        var paths = new JsonObject();
        foreach (var path in routes.GroupBy(PathText.Of).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var item = new JsonObject();
            foreach (var route in path.OrderBy(route => route.HttpMethod, StringComparer.Ordinal).Where(IsKnown))
                item[route.HttpMethod.ToLowerInvariant()] = writer.Of(route, numbers[route]);
            paths[path.Key] = item;
        }
        return paths;
    }

    // OpenAPI 3.1 has no place for methods of one's own.
    private static bool IsKnown(JsonRoute route) =>
        route.HttpMethod is "GET" or "PUT" or "POST" or "DELETE" or "PATCH" or "HEAD" or "OPTIONS" or "TRACE";

    private static JsonObject Token() => new()
    {
        ["type"] = "http",
        ["scheme"] = "bearer",
        ["description"] = "The access token of a session: POST /v1/sessions gives one.",
    };

    private IEnumerable<ServiceDescriptor> Services() =>
        routes.Select(route => route.Method.Service).Distinct().OrderBy(service => service.Name, StringComparer.Ordinal);

    private JsonNode Tag(ServiceDescriptor service) =>
        Nodes.Describe(new JsonObject { ["name"] = service.Name }, comments.Of(service.FullName));

    private static AssemblyInformationalVersionAttribute Version =>
        typeof(OpenApiDocument).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!;

    private static JsonObject Info() => new()
    {
        ["title"] = "GroupChat",
        ["version"] = Version.InformationalVersion.Split('+')[0],
        ["description"] = "Group chat in which people and agents talk in the same rooms. The same calls are there over gRPC, gRPC-Web and WebSocket. "
            + "A header `X-Request-Timeout`, in seconds, limits the time of a call; `$unknown=ignore` in the query passes over fields that "
            + "this server does not know. Fields that have their default are left out of answers.",
    };
}
