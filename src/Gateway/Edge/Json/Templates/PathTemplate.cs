namespace GroupChat.Gateway.Edge.Json.Templates;

/// <summary>A path template of <c>google.api.http</c>, such as <c>/v1/{room.name=rooms/*}:join</c>.</summary>
internal sealed record PathTemplate(
    string Text, IReadOnlyList<TemplateSegment> Segments, IReadOnlyList<TemplateVariable> Variables, string Verb)
{
    public bool HasRest => Segments[^1].Kind == SegmentKind.Rest;

    /// <exception cref="FormatException">Says what is wrong, and where.</exception>
    public static PathTemplate Parse(string text) => new TemplateParser(text).Parse();

    /// <summary>What a variable takes of a path that fits; null when the path is not encoded as paths are.</summary>
    public string? ValueOf(TemplateVariable variable, RequestPath path, int pathLength)
    {
        var reachesEnd = HasRest && variable.Start + variable.Length == Segments.Count;
        var end = reachesEnd ? pathLength : variable.Start + variable.Length;
        if (!variable.IsMulti)
            return path.Decoded(variable.Start);
        var parts = new string[end - variable.Start];
        for (var i = 0; i < parts.Length; i++)
        {
            if (PercentCoding.Decode(path.Raw(variable.Start + i), keepSlashes: true) is not { } part)
                return null;
            parts[i] = part;
        }
        return string.Join('/', parts);
    }
}
