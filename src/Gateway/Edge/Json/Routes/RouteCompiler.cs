using Google.Api;
using Google.Protobuf.Reflection;
using GroupChat.Gateway.Edge.Json.Binding;
using GroupChat.Gateway.Edge.Json.Templates;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace GroupChat.Gateway.Edge.Json.Routes;

/// <summary>
/// Reads the <c>google.api.http</c> annotations of services. An annotation that cannot be served is a mistake in the contract,
/// and stops the start.
/// </summary>
internal static class RouteCompiler
{
    /// <exception cref="InvalidOperationException">Names the annotation and what is wrong with it.</exception>
    public static IReadOnlyList<JsonRoute> Compile(IEnumerable<ServiceDescriptor> services) =>
        [.. services.SelectMany(service => service.Methods).SelectMany(Compile)];

    /// <exception cref="InvalidOperationException">Two annotations lead to the same path.</exception>
    public static RouteTable<JsonRoute> TableOf(IEnumerable<JsonRoute> routes)
    {
        var table = new RouteTable<JsonRoute>();
        foreach (var route in routes)
            table.Add(route.HttpMethod, route.Template, route);
        return table;
    }

    private static IEnumerable<JsonRoute> Compile(MethodDescriptor method)
    {
        if (method.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is not { } rule)
            return [];
        if (method.IsClientStreaming && (method.IsServerStreaming || UploadShape.Of(method.InputType) is null))
            throw Wrong(method, "annotates a stream of requests that is no upload");
        if (rule.AdditionalBindings.Any(more => more.AdditionalBindings.Count > 0))
            throw Wrong(method, "nests additional bindings");
        return rule.AdditionalBindings.Prepend(rule).Select(each => Compile(method, each));
    }

    private static JsonRoute Compile(MethodDescriptor method, HttpRule rule)
    {
        var (verb, path) = rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => ("GET", rule.Get),
            HttpRule.PatternOneofCase.Put => ("PUT", rule.Put),
            HttpRule.PatternOneofCase.Post => ("POST", rule.Post),
            HttpRule.PatternOneofCase.Delete => ("DELETE", rule.Delete),
            HttpRule.PatternOneofCase.Patch => ("PATCH", rule.Patch),
            HttpRule.PatternOneofCase.Custom => (rule.Custom.Kind, rule.Custom.Path),
            _ => throw Wrong(method, "has no path"),
        };
        var template = Template(method, path);
        var fields = template.Variables.Select(variable => PathField(method, variable.FieldPath)).ToList();
        var body = rule.Body is "" or "*" ? null : Field(method, method.InputType, rule.Body);
        if (body is not null && fields.Any(field => field.Text == body.Name))
            throw Wrong(method, $"has {body.Name} in both path and body");
        var answer = rule.ResponseBody is "" or "*" ? null : Field(method, method.OutputType, rule.ResponseBody);
        return new(method, verb, template, fields, rule.Body.Length > 0, body, answer);
    }

    private static PathTemplate Template(MethodDescriptor method, string path)
    {
        try
        {
            return PathTemplate.Parse(path);
        }
        catch (FormatException exception)
        {
            throw Wrong(method, exception.Message);
        }
    }

    private static FieldPath PathField(MethodDescriptor method, string text)
    {
        if (FieldPath.Find(method.InputType, text) is not { } path || path.Text != text)
            throw Wrong(method, $"names {text}, which is no field of {method.InputType.FullName}");
        var isScalar = path.Field.FieldType is not (FieldType.Message or FieldType.Group) || WellKnown.IsValue(path.Field.MessageType);
        return isScalar && !path.Field.IsRepeated ? path : throw Wrong(method, $"names {text}, which is no single value");
    }

    private static FieldDescriptor Field(MethodDescriptor method, MessageDescriptor message, string name) =>
        message.FindFieldByName(name) ?? throw Wrong(method, $"names {name}, which is no field of {message.FullName}");

    private static InvalidOperationException Wrong(MethodDescriptor method, string what) =>
        new($"The HTTP annotation of {method.FullName} {what}.");
}
