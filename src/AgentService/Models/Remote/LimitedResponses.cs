namespace GroupChat.Agents.Models.Remote;

/// <summary>Ends a response that grows beyond all sense: parsers keep a line in memory until it ends.</summary>
internal sealed class LimitedResponses(HttpMessageHandler inner, long mostBytes) : DelegatingHandler(inner)
{
    /// <summary>Far more than the longest answer with its framing.</summary>
    public const long MostBytes = 32 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        await response.WatchAsync(body => new LimitedStream(body, mostBytes), cancellationToken);
        return response;
    }

    private sealed class LimitedStream(Stream inner, long left) : WatchedStream(inner)
    {
        private long _left = left;

        protected override void Look(ReadOnlySpan<byte> bytes)
        {
            if ((_left -= bytes.Length) < 0)
                throw ModelFailure.TooLong();
        }
    }
}
