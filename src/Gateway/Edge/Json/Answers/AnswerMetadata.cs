namespace GroupChat.Gateway.Edge.Json.Answers;

/// <summary>Response metadata as headers of the HTTP response.</summary>
internal static class AnswerMetadata
{
    public static void Copy(IHeaderDictionary metadata, IHeaderDictionary headers)
    {
        foreach (var (name, values) in metadata)
        {
            if (ForeignHeaders.IsMetadata(name) && !name.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase))
                headers[name] = values;
        }
    }
}
