using System.Text.Json;

namespace GroupChat.Gateway.Edge.Sockets;

/// <summary>What a text frame of a client says: an object with one member, whose name is what it means.</summary>
/// <param name="Kind">Its meaning.</param>
/// <param name="Content">What stands under the name.</param>
internal readonly record struct ClientFrame(ClientFrameKind Kind, JsonElement Content)
{
    /// <exception cref="GroupChat.ServiceDefaults.Errors.DomainError">INVALID_FRAME.</exception>
    public static ClientFrame Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || json.EnumerateObject().Count() != 1)
            throw SocketErrors.Frame("a text frame is an object with one member");
        var member = json.EnumerateObject().First();
        var kind = member.Name switch
        {
            "open" => ClientFrameKind.Open,
            "message" => ClientFrameKind.Message,
            "half_close" or "halfClose" => ClientFrameKind.HalfClose,
            _ => throw SocketErrors.Frame("a text frame is one of open, message and half_close"),
        };
        if (kind != ClientFrameKind.Message && member.Value.ValueKind != JsonValueKind.Object)
            throw SocketErrors.Frame("what stands under open and half_close is an object");
        return new(kind, member.Value);
    }
}
