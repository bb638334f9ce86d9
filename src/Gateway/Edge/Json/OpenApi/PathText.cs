using GroupChat.Gateway.Edge.Json.Binding;
using GroupChat.Gateway.Edge.Json.Routes;
using GroupChat.Gateway.Edge.Json.Templates;

namespace GroupChat.Gateway.Edge.Json.OpenApi;

/// <summary>A route's path with its variables in the JSON spelling: <c>/v1/rooms/{room.roomId}</c>.</summary>
internal static class PathText
{
    public static string Of(JsonRoute route)
    {
        var parts = new List<string>();
        for (var i = 0; i < route.Template.Segments.Count; i++)
        {
            var at = i;
            var variable = route.Template.Variables.FirstOrDefault(each => each.Start <= at && at < each.Start + each.Length);
            parts.Add(Part(route, route.Template.Segments[i], variable, i));
        }
        return "/" + string.Join('/', parts) + (route.Template.Verb.Length > 0 ? ":" + route.Template.Verb : "");
    }

    /// <summary>Names of the parameters that a variable is written as: several when its template has several stars.</summary>
    public static IEnumerable<string> Parameters(JsonRoute route, TemplateVariable variable) =>
        Enumerable.Range(variable.Start, variable.Length)
            .Where(at => route.Template.Segments[at].Kind != SegmentKind.Literal)
            .Select(at => Name(route, variable, at));

    /// <summary>As proto3 JSON spells it.</summary>
    public static string Name(FieldPath path) => string.Join('.', path.Fields.Select(field => field.JsonName));

    private static string Part(JsonRoute route, TemplateSegment segment, TemplateVariable? variable, int at) =>
        segment.Kind == SegmentKind.Literal ? Uri.EscapeDataString(segment.Text)
        : variable is null ? $"{{segment{at}}}"
        : $"{{{Name(route, variable, at)}}}";

    private static string Name(JsonRoute route, TemplateVariable variable, int at)
    {
        var name = Name(route.PathFields.First(field => field.Text == variable.FieldPath));
        var spanned = Enumerable.Range(variable.Start, variable.Length);
        var isOnly = spanned.Count(place => route.Template.Segments[place].Kind != SegmentKind.Literal) == 1;
        return isOnly ? name : $"{name}.{at - variable.Start}";
    }
}
