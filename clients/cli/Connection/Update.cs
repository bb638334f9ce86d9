using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Cli.Connection;

/// <summary>Something a <see cref="ConverseConnection"/> tells.</summary>
internal abstract record Update
{
    private Update()
    {
    }

    /// <summary>A durable event: each once, in order.</summary>
    public sealed record Event(RoomEvent Change) : Update;

    /// <summary>A passing signal.</summary>
    public sealed record Passing(string RoomId, Signal Signal) : Update;

    /// <summary>All that the log held has been told; what follows is live.</summary>
    public sealed record CaughtUp(string RoomId) : Update;

    /// <summary>The stream is open.</summary>
    public sealed record Connected(string UserId) : Update;

    /// <summary>The stream is lost; the next attempt comes after <paramref name="RetryIn"/>.</summary>
    public sealed record Reconnecting(string Why, TimeSpan RetryIn) : Update;

    /// <summary>The subscription ended: the user is no longer a member.</summary>
    public sealed record RoomClosed(string RoomId, string Reason) : Update
    {
        public RefusedException ToError() => new(new(StatusCode.PermissionDenied, Reason, "you are no longer a member", null));
    }
}
