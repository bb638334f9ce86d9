namespace GroupChat.Gateway.Edge.Json.Templates;

/// <summary>
/// Reads the grammar of google/api/http.proto:
/// <c>"/" Segments [ ":" LITERAL ]</c>, a segment being <c>*</c>, <c>**</c>, a literal or <c>{field.path[=Segments]}</c>.
/// </summary>
internal sealed class TemplateParser(string text)
{
    private const string Reserved = "/{}*:=?#\"<>\\^`| ";
    private readonly List<TemplateSegment> _segments = [];
    private readonly List<TemplateVariable> _variables = [];
    private int _at;

    public PathTemplate Parse()
    {
        Expect('/');
        ReadSegments(insideVariable: false);
        var verb = TryTake(':') ? ReadLiteral() : "";
        if (_at < text.Length)
            throw Wrong("does not end here");
        if (_segments.SkipLast(1).Any(segment => segment.Kind == SegmentKind.Rest))
            throw Wrong("has ** before its end");
        return new(text, _segments, _variables, verb);
    }

    private void ReadSegments(bool insideVariable)
    {
        do
            ReadSegment(insideVariable);
        while (TryTake('/'));
    }

    private void ReadSegment(bool insideVariable)
    {
        if (TryTake('*'))
            _segments.Add(new(TryTake('*') ? SegmentKind.Rest : SegmentKind.One, ""));
        else if (!insideVariable && TryTake('{'))
            ReadVariable();
        else
            _segments.Add(new(SegmentKind.Literal, ReadLiteral()));
    }

    private void ReadVariable()
    {
        var path = ReadFieldPath();
        var start = _segments.Count;
        if (TryTake('='))
            ReadSegments(insideVariable: true);
        else
            _segments.Add(new(SegmentKind.One, ""));
        Expect('}');
        if (_variables.Any(variable => variable.FieldPath == path))
            throw Wrong($"names {path} twice");
        var length = _segments.Count - start;
        _variables.Add(new(path, start, length, length > 1 || _segments[start].Kind == SegmentKind.Rest));
    }

    private string ReadFieldPath()
    {
        var start = _at;
        do
            ReadIdentifier();
        while (TryTake('.'));
        return text[start.._at];
    }

    private void ReadIdentifier()
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetter(text[_at]) || text[_at] == '_' || (_at > start && char.IsAsciiDigit(text[_at]))))
            _at++;
        if (_at == start)
            throw Wrong("needs the name of a field");
    }

    private string ReadLiteral()
    {
        var start = _at;
        while (_at < text.Length && !Reserved.Contains(text[_at]))
            _at++;
        return PercentCoding.Decode(text[start.._at], keepSlashes: false) switch
        {
            null => throw Wrong("is not encoded as paths are"),
            "" or "." or ".." => throw Wrong("needs a segment"),
            var literal => literal,
        };
    }

    private void Expect(char expected)
    {
        if (!TryTake(expected))
            throw Wrong($"needs '{expected}'");
    }

    private bool TryTake(char wanted)
    {
        var found = _at < text.Length && text[_at] == wanted;
        _at += found ? 1 : 0;
        return found;
    }

    private FormatException Wrong(string what) => new($"The path template '{text}' {what} (at {_at}).");
}
