using Google.Protobuf;
using Google.Protobuf.Reflection;
using GroupChat.Gateway.Edge.Json.Routes;

namespace GroupChat.Gateway.Edge.Json.Binding;

/// <summary>
/// Sets fields from a query: <c>page_size=5&amp;address.tenant_id=a</c>, repeated ones by repeating the name. What belongs into the
/// path or the body is refused, as is what nobody knows.
/// </summary>
internal sealed class QueryBinder(JsonRoute route, Mistakes mistakes, bool ignoreUnknown)
{
    // Far more than a request has fields; the server's own limit on the request line is beyond it.
    private const int MaxParameters = 256;
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    public void Fill(IMessage request, IReadOnlyList<(string? Name, string? Value)> parameters)
    {
        if (parameters.Count > MaxParameters)
            mistakes.Add("query", $"has more than {MaxParameters} parameters");
        foreach (var (name, value) in parameters)
        {
            if (mistakes.IsFull || parameters.Count > MaxParameters)
                return;
            if (name is null || value is null)
                mistakes.Add(name ?? "query", "must be percent-encoded UTF-8");
            else if (!name.StartsWith('$'))
                Set(request, name, value);
            else if (!SystemParameters.IsKnown(name))
                mistakes.Add(name, "is not a parameter");
        }
    }

    private void Set(IMessage request, string name, string value)
    {
        if (FieldPath.Find(request.Descriptor, name) is not { } path)
        {
            if (!ignoreUnknown)
                mistakes.Add(name, $"is not a field of {request.Descriptor.FullName}");
        }
        else if (WhyNotHere(path) is { } why)
        {
            mistakes.Add(path.Text, why);
        }
        else if (path.Displaced(request) is { } other)
        {
            mistakes.Add(path.Text, $"excludes {other}: only one of them can be given");
        }
        else if (TextValues.Read(path.Field, value, out var expected) is not { } read)
        {
            mistakes.Add(path.Text, expected);
        }
        else
        {
            Put(path, path.Owner(request), read);
        }
    }

    private string? WhyNotHere(FieldPath path)
    {
        if (route.PathFields.Any(bound => bound.Text == path.Text))
            return "is part of the path";
        if (!route.TakesQuery)
            return "belongs into the body";
        if (route.BodyField is { } body && (path.Text == body.Name || path.Text.StartsWith(body.Name + ".", StringComparison.Ordinal)))
            return "belongs into the body";
        var isMessage = path.Field.FieldType == FieldType.Message && !WellKnown.IsValue(path.Field.MessageType);
        if (path.Field.IsMap || (path.Field.IsRepeated && isMessage))
            return "cannot be given in a query";
        return path.Field.IsRepeated || _given.Add(path.Text) ? null : "is given twice";
    }

    private static void Put(FieldPath path, IMessage owner, object value)
    {
        if (path.Field.IsRepeated)
            ((System.Collections.IList)path.Field.Accessor.GetValue(owner)).Add(value);
        else
            path.Field.Accessor.SetValue(owner, value);
    }
}
