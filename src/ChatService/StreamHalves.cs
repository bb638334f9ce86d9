namespace GroupChat.Chat;

/// <summary>The two loops of a stream, as one: the stream lives until its writing half has ended or one of them has failed.</summary>
internal static class StreamHalves
{
    /// <param name="reading">May end before the other: the client has said all it wants to say.</param>
    /// <param name="writing">Its end ends the stream.</param>
    /// <param name="cancellationToken">The call's.</param>
    public static async Task RunAsync(
        Func<CancellationToken, Task> reading, Func<CancellationToken, Task> writing, CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var write = writing(both.Token);
        var read = reading(both.Token);
        var first = await Task.WhenAny(read, write);
        if (first == read && read.IsCompletedSuccessfully)
        {
            await write;
            return;
        }

        await both.CancelAsync();
        // Neither may outlive the call. What the second one says is only that it was cancelled.
        await Task.WhenAll(read, write).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }
}
