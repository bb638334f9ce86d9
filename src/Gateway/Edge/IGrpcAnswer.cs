namespace GroupChat.Gateway.Edge;

/// <summary>
/// Where a translated call's answer goes. Methods are called one at a time and awaited: whoever answers waits for the client, and
/// nothing is queued in between.
/// </summary>
internal interface IGrpcAnswer
{
    /// <summary>Initial metadata; left out when the call ends without any.</summary>
    ValueTask StartAsync(IHeaderDictionary headers, CancellationToken cancellationToken);

    /// <summary>A response message, whose bytes are gone when the method returns.</summary>
    ValueTask MessageAsync(GrpcFrame frame, CancellationToken cancellationToken);

    /// <summary>What was written so far is to reach the client now.</summary>
    ValueTask FlushAsync(CancellationToken cancellationToken);

    /// <summary>Status and trailing metadata; the last call, and the only one that may come while the handler still runs.</summary>
    ValueTask EndAsync(GrpcEnd end, CancellationToken cancellationToken);
}
