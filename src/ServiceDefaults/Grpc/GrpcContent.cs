namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>Tells gRPC from everything else on the same ports.</summary>
public static class GrpcContent
{
    /// <summary>The media type, which may be followed by an encoding of messages: <c>application/grpc+proto</c>.</summary>
    public const string MediaType = "application/grpc";

    /// <summary>True for content of gRPC, also of gRPC-Web.</summary>
    public static bool Is(string? contentType) => contentType?.StartsWith(MediaType, StringComparison.OrdinalIgnoreCase) == true;
}
