using GroupChat.Chaos.Tests.Checking;
using GroupChat.Chaos.Tests.Workload;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Plants;

/// <summary>One bug of a server, as one client would see it. It shows once.</summary>
internal interface IPlant
{
    /// <summary>What the checker has to say about it.</summary>
    ViolationKind Shows { get; }

    /// <summary>What the checker says about it names the client that suffers from it.</summary>
    bool NamesVictim => true;

    /// <summary>It has shown.</summary>
    bool HasStruck { get; }

    /// <summary>What the client gets instead of this frame.</summary>
    IEnumerable<ServerFrame> Pass(ServerFrame frame);

    /// <summary>An answer that the server never gave; the request is not sent then.</summary>
    ServerFrame? Forge(ConverseRequest request) => null;

    /// <summary>Makes a change, or does something else; the cursor with which it is acknowledged.</summary>
    Task<string> ChangeAsync(Claim claim, Change change, Func<Func<ChaosClient, Task<string>>, Task<string>> make) => make(change.MakeAsync);

    /// <summary>What whoever reads the log gets instead of this event.</summary>
    RoomEvent Show(RoomEvent stored) => stored;
}
