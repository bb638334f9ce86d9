using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using GroupChat.Gateway.Edge.Json.Binding;
using GroupChat.Gateway.Edge.Json.Routes;

namespace GroupChat.Gateway.Edge.Json.OpenApi;

/// <summary>What of a request comes in path and query.</summary>
internal sealed class ParameterWriter(SchemaWriter schemas, ContractComments comments)
{
    // Deeper fields can be given all the same; nobody wants them listed.
    private const int MaxDepth = 3;

    public JsonArray Of(JsonRoute route) => new([.. Path(route), .. Query(route)]);

    private IEnumerable<JsonNode> Path(JsonRoute route) =>
        from pair in route.Template.Variables.Zip(route.PathFields)
        from name in PathText.Parameters(route, pair.First)
        select (JsonNode)Parameter("path", name, pair.Second.Field, isRequired: true);

    private IEnumerable<JsonNode> Query(JsonRoute route)
    {
        if (!route.TakesQuery || route.Upload is not null)
            return [];
        var elsewhere = route.PathFields.Select(path => path.Text).Append(route.BodyField?.Name).ToHashSet(StringComparer.Ordinal);
        return Fields(route.Method.InputType, "", "", 0)
            .Where(found => !elsewhere.Contains(found.Path))
            .Select(found => Parameter("query", found.Name, found.Field, isRequired: false));

        IEnumerable<(string Path, string Name, FieldDescriptor Field)> Fields(
            MessageDescriptor message, string path, string name, int depth) =>
            message.Fields.InDeclarationOrder().Where(field => !field.IsMap && !elsewhere.Contains(path + field.Name)).SelectMany(field =>
                field.FieldType != FieldType.Message || WellKnown.IsWrapper(field.MessageType) || WellKnown.IsText(field.MessageType)
                    ? [(path + field.Name, name + field.JsonName, field)]
                : field.IsRepeated || WellKnown.IsTree(field.MessageType) || depth == MaxDepth ? []
                : Fields(field.MessageType, path + field.Name + ".", name + field.JsonName + ".", depth + 1));
    }

    private JsonObject Parameter(string place, string name, FieldDescriptor field, bool isRequired)
    {
        var schema = schemas.Of(field);
        schema.Remove("description");
        var parameter = new JsonObject { ["name"] = name, ["in"] = place, ["required"] = isRequired, ["schema"] = schema };
        return Nodes.Describe(parameter, comments.Of(field.FullName));
    }
}
