namespace Grpc.Core;

/// <summary>Reads a stream of messages, one at a time: a new read may start only when the last one has ended.</summary>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message read last; undefined before the first and after the last.</summary>
    T Current { get; }

    /// <summary>Waits for the next message; false when the stream has ended.</summary>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}
