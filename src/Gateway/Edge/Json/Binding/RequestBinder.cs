using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using GroupChat.Gateway.Edge.Json.Routes;
using GroupChat.Gateway.Edge.Json.Templates;

namespace GroupChat.Gateway.Edge.Json.Binding;

/// <summary>Puts a request together from its path, query and body, and tells of every mistake at once.</summary>
internal static class RequestBinder
{
    /// <param name="match">Where the path led.</param>
    /// <param name="query">The query as it came.</param>
    /// <param name="body">Empty when there is none.</param>
    /// <exception cref="GroupChat.ServiceDefaults.Errors.DomainError">INVALID_ARGUMENT.</exception>
    public static IMessage Bind(RouteMatch<JsonRoute> match, string query, ReadOnlyMemory<byte> body)
    {
        var route = match.Route!;
        var mistakes = new Mistakes();
        var request = WellKnown.New(route.Method.InputType);
        var parameters = QueryText.Parse(query);
        var ignoreUnknown = SystemParameters.IgnoreUnknown(parameters, mistakes);
        if (!body.IsEmpty)
            FillBody(route, request, body, new JsonBinder(mistakes, ignoreUnknown));
        new QueryBinder(route, mistakes, ignoreUnknown).Fill(request, parameters);
        FillPath(match, request, mistakes);
        mistakes.ThrowIfAny();
        return request;
    }

    private static void FillBody(JsonRoute route, IMessage request, ReadOnlyMemory<byte> body, JsonBinder binder)
    {
        if (!route.TakesBody)
            throw JsonErrors.BodyNotTaken();
        using var json = JsonTree.Parse(body);
        if (route.BodyField is not { } field)
        {
            binder.Fill(request, json.RootElement, "");
            return;
        }
        binder.SetField(request, field, json.RootElement, field.Name);
        if (route.HttpMethod == "PATCH" && MaskOf(request.Descriptor) is { } mask && json.RootElement.ValueKind == JsonValueKind.Object)
            mask.Accessor.SetValue(request, BodyMask.Of(field.MessageType, json.RootElement, route.PathFields, field.Name));
    }

    /// <summary>What the path says holds; a body that says something else about the same field is a mistake.</summary>
    public static void FillPath(RouteMatch<JsonRoute> match, IMessage request, Mistakes mistakes)
    {
        foreach (var (variable, path) in match.Route!.Template.Variables.Zip(match.Route.PathFields))
        {
            if (match.Route.Template.ValueOf(variable, match.Path, match.Path.Length) is not { } text)
            {
                mistakes.Add(path.Text, "must be percent-encoded UTF-8");
            }
            else if (TextValues.Read(path.Field, text, out var expected) is not { } value)
            {
                mistakes.Add(path.Text, expected);
            }
            else if (path.Displaced(request) is { } other)
            {
                mistakes.Add(other, $"excludes {path.Text}, which is part of the path");
            }
            else
            {
                Set(path, path.Owner(request), value, mistakes);
            }
        }
    }

    private static void Set(FieldPath path, IMessage owner, object value, Mistakes mistakes)
    {
        var accessor = path.Field.Accessor;
        var before = accessor.GetValue(owner);
        accessor.SetValue(owner, value);
        var isSet = before is not null && !Equals(before, accessor.GetValue(WellKnown.New(owner.Descriptor)));
        if (isSet && !Equals(before, accessor.GetValue(owner)))
            mistakes.Add(path.Text, "differs from what the path says");
    }

    private static FieldDescriptor? MaskOf(MessageDescriptor request) =>
        request.FindFieldByName("update_mask") is { FieldType: FieldType.Message } field && field.MessageType == FieldMask.Descriptor
            ? field
            : null;
}
