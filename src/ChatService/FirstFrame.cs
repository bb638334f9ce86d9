using GroupChat.ServiceDefaults.Errors;
using Grpc.Core;

namespace GroupChat.Chat;

/// <summary>The first frame of a stream. There is a time limit for it: a stream that says nothing costs as much as one that is used.</summary>
internal static class FirstFrame
{
    /// <summary>30 seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The frame; the default when the client has finished without one.</summary>
    /// <param name="requests">The client's frames, none of them read.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">The host is about to stop: it waits for nobody's first frame.</param>
    /// <param name="cancellationToken">The client is gone.</param>
    /// <exception cref="DomainError">FIRST_FRAME_LATE.</exception>
    public static async Task<T?> ReadAsync<T>(
        IAsyncStreamReader<T> requests, TimeProvider time, CancellationToken stopping, CancellationToken cancellationToken)
        where T : class
    {
        using var late = new CancellationTokenSource(Patience, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping, cancellationToken);
        try
        {
            return await requests.MoveNext(any.Token) ? requests.Current : null;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !stopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw ChatErrors.FirstFrameLate(Patience);
        }
    }
}
