using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace GroupChat.Integration.Tests.Transcripts.Drivers;

/// <summary>A request by the annotation of its method, as a client makes it that has read <c>google.api.http</c>.</summary>
internal static partial class HttpRoute
{
    public static (HttpMethod Verb, string Target, string? Body) Of(MethodDescriptor method, IMessage request)
    {
        var rule = method.GetOptions().GetExtension(AnnotationsExtensions.Http);
        var (verb, template) = PatternOf(rule);
        var fields = JsonNode.Parse(Contract.Formatter.Format(request))!.AsObject();
        var path = Variable().Replace(template, variable => Uri.EscapeDataString(Take(fields, variable.Groups[1].Value)));
        if (rule.Body == "*")
            return (verb, path, fields.ToJsonString());
        JsonNode? body = null;
        if (rule.Body.Length > 0 && fields.Remove(rule.Body, out body))
            body ??= new JsonObject();
        var query = string.Join('&', Flatten("", fields).Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));
        return (verb, query.Length == 0 ? path : $"{path}?{query}", body?.ToJsonString());
    }

    private static (HttpMethod Verb, string Template) PatternOf(HttpRule rule) => rule.PatternCase switch
    {
        HttpRule.PatternOneofCase.Get => (HttpMethod.Get, rule.Get),
        HttpRule.PatternOneofCase.Post => (HttpMethod.Post, rule.Post),
        HttpRule.PatternOneofCase.Put => (HttpMethod.Put, rule.Put),
        HttpRule.PatternOneofCase.Patch => (HttpMethod.Patch, rule.Patch),
        HttpRule.PatternOneofCase.Delete => (HttpMethod.Delete, rule.Delete),
        _ => throw new NotSupportedException($"{rule.PatternCase}"),
    };

    // What the path says is not said again.
    private static string Take(JsonObject fields, string path)
    {
        var names = path.Split('.').Select(CamelCase).ToList();
        var owner = names[..^1].Aggregate((JsonObject?)fields, (from, name) => from?[name]?.AsObject());
        var value = owner?[names[^1]]?.ToString() ?? "";
        owner?.Remove(names[^1]);
        return value;
    }

    private static IEnumerable<(string Name, string Value)> Flatten(string prefix, JsonObject fields) => fields.SelectMany(field => field.Value switch
    {
        JsonObject inner => Flatten($"{prefix}{field.Key}.", inner),
        JsonArray list => list.Select(item => (prefix + field.Key, item!.ToString())),
        { } value => [(prefix + field.Key, value.ToString())],
        null => [],
    });

    private static string CamelCase(string name) => Underscore().Replace(name, letter => letter.Groups[1].Value.ToUpperInvariant());

    [GeneratedRegex(@"\{([a-z0-9_.]+)\}")]
    private static partial Regex Variable();

    [GeneratedRegex("_([a-z])")]
    private static partial Regex Underscore();
}
