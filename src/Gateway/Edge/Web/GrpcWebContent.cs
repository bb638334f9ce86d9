namespace GroupChat.Gateway.Edge.Web;

/// <summary>What the content type of a gRPC-Web request says: <c>application/grpc-web[-text][+proto]</c>.</summary>
/// <param name="Suffix"><c>+proto</c>, or empty.</param>
/// <param name="RequestIsText">The request's body is base64.</param>
/// <param name="AnswerIsText">The answer's body is to be.</param>
internal readonly record struct GrpcWebContent(string Suffix, bool RequestIsText, bool AnswerIsText)
{
    private const string Binary = "application/grpc-web";
    private const string Text = "application/grpc-web-text";

    public string RequestType => "application/grpc" + Suffix;

    public string AnswerType => (AnswerIsText ? Text : Binary) + Suffix;

    public static bool IsClaimedBy(HttpRequest request) =>
        request.ContentType is { } type && type.StartsWith(Binary, StringComparison.OrdinalIgnoreCase) && HttpMethods.IsPost(request.Method);

    /// <summary>False when it begins like gRPC-Web and goes on with something we do not speak, such as <c>+thrift</c>.</summary>
    public static bool TryRead(HttpRequest request, out GrpcWebContent content)
    {
        content = default;
        var type = request.ContentType.AsSpan();
        if (type.IndexOf(';') is >= 0 and var parameters)
            type = type[..parameters];
        type = type.TrimEnd();
        var isText = type.StartsWith(Text, StringComparison.OrdinalIgnoreCase);
        var suffix = type[(isText ? Text : Binary).Length..];
        if (!suffix.IsEmpty && !suffix.Equals("+proto", StringComparison.OrdinalIgnoreCase))
            return false;
        content = new(suffix.IsEmpty ? "" : "+proto", isText, AcceptsText(request.Headers.Accept.ToString()) ?? isText);
        return true;
    }

    // Clients that do not say what they accept, or accept anything, get what they send.
    private static bool? AcceptsText(string accept) =>
        accept.StartsWith(Text, StringComparison.OrdinalIgnoreCase) ? true
        : accept.StartsWith(Binary, StringComparison.OrdinalIgnoreCase) ? false
        : null;
}
