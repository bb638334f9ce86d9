namespace GroupChat.Gateway.Edge.Json.Templates;

/// <summary>
/// The path of a request, cut at its slashes before anything in it is decoded: <c>a%2Fb</c> is one segment, and <c>%3A</c> begins
/// no verb.
/// </summary>
internal sealed class RequestPath
{
    private readonly string[] _raw;
    private readonly string?[] _decoded;

    private RequestPath(string[] raw)
    {
        _raw = raw;
        _decoded = new string?[raw.Length];
        for (var i = 0; i < raw.Length; i++)
            _decoded[i] = PercentCoding.Decode(raw[i], keepSlashes: false);
    }

    public int Length => _raw.Length;

    /// <summary>The path of a request line's target, of any form; null for none, and for one with <c>.</c> or <c>..</c> in it.</summary>
    public static RequestPath? Of(string target)
    {
        var path = target.AsSpan();
        if (path.IndexOfAny('?', '#') is var end and >= 0)
            path = path[..end];
        if (path.IndexOf("://", StringComparison.Ordinal) is var scheme and > 0 && path[0] != '/')
            path = path[(scheme + 3)..].IndexOf('/') is var slash and >= 0 ? path[(scheme + 3 + slash)..] : "/";
        if (path.IsEmpty || path[0] != '/')
            return null;
        var parsed = new RequestPath(path[1..].ToString().Split('/'));
        return parsed._decoded.Any(segment => segment is "." or "..") ? null : parsed;
    }

    public string Raw(int segment) => _raw[segment];

    /// <summary>Null when it is not encoded as paths are.</summary>
    public string? Decoded(int segment) => _decoded[segment];

    /// <summary>The same path with its last segment cut at its last colon, and what follows the colon; null without one.</summary>
    public (RequestPath Path, string Verb)? CutVerb()
    {
        var colon = _raw[^1].LastIndexOf(':');
        if (colon < 0 || PercentCoding.Decode(_raw[^1][(colon + 1)..], keepSlashes: false) is not { Length: > 0 } verb)
            return null;
        // "/rooms:watch" cuts to "/rooms"; "/rooms/:watch" to "/rooms/", whose last segment is empty and fits only **.
        return (new([.. _raw[..^1], _raw[^1][..colon]]), verb);
    }
}
