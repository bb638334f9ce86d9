using GroupChat.Chaos.Tests.Checking;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Plants;

/// <summary>One bug of a server, as one client would see it. It shows once.</summary>
internal interface IPlant
{
    /// <summary>What the checker has to say about it.</summary>
    ViolationKind Shows { get; }

    /// <summary>It has shown.</summary>
    bool HasStruck { get; }

    /// <summary>What the client gets instead of this frame.</summary>
    IEnumerable<ServerFrame> Pass(ServerFrame frame);

    /// <summary>An answer that the server never gave; the request is not sent then.</summary>
    ServerFrame? Forge(ConverseRequest request) => null;
}
