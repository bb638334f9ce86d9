namespace GroupChat.Gateway.Protection;

/// <summary>How fast the messages of one stream are read.</summary>
internal sealed class MessagePace(TokenBucket bucket, TimeProvider time)
{
    /// <summary>Null when the next message may be read now.</summary>
    public TimeSpan? Wait() => bucket.TryTake();

    /// <summary>Waits until it may.</summary>
    public async ValueTask TakeAsync(TimeSpan? wait, CancellationToken cancellationToken)
    {
        for (var left = wait; left is { } delay; left = bucket.TryTake())
            await Task.Delay(delay, time, cancellationToken);
    }
}
