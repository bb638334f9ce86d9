namespace GroupChat.Agents.Models.Remote;

/// <summary>Ends a response that grows beyond all sense: parsers keep a line in memory until it ends.</summary>
internal sealed class LimitedResponses(HttpMessageHandler inner, long mostBytes) : DelegatingHandler(inner)
{
    /// <summary>Far more than the longest answer with its framing.</summary>
    public const long MostBytes = 32 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var content = response.Content;
        var limited = new StreamContent(new LimitedStream(await content.ReadAsStreamAsync(cancellationToken), mostBytes));
        foreach (var (name, values) in content.Headers)
            limited.Headers.TryAddWithoutValidation(name, values);
        response.Content = limited;
        return response;
    }

    /// <summary>Reads of the inner stream, counted.</summary>
    private sealed class LimitedStream(Stream inner, long left) : Stream
    {
        private long _left = left;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Count(await inner.ReadAsync(buffer, cancellationToken));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

        public override void Flush()
        {
            // Nothing is written.
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }

        private int Count(int read) => (_left -= read) >= 0 ? read : throw ModelFailure.TooLong();
    }
}
