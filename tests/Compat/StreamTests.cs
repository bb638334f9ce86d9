using System.Threading.Channels;
using GroupChat.Compat.Tests.Kit;
using Grpc.Core;

namespace GroupChat.Compat.Tests;

/// <summary>The stream interfaces and their extensions, without a network.</summary>
public sealed class StreamTests
{
    [Fact]
    public async Task ReadAllAsync_ToTheEnd_YieldsEverything()
    {
        var reader = new FakeReader();
        reader.Offer("a", "b");
        reader.End();
        var texts = new List<string>();
        await foreach (var text in reader.ReadAllAsync())
            texts.Add(text);
        Assert.Equal(["a", "b"], texts);
    }

    [Fact]
    public async Task ReadAllAsync_CancelledByArgument_Stops() =>
        await AssertStopsAsync((reader, token) => reader.ReadAllAsync(token));

    [Fact]
    public async Task ReadAllAsync_CancelledByEnumeration_Stops() =>
        await AssertStopsAsync((reader, token) => new WithToken<string>(reader.ReadAllAsync(CancellationToken.None), token));

    [Fact]
    public void ReadAllAsync_Null_ThrowsBeforeEnumeration() =>
        Assert.Throws<ArgumentNullException>(() => ((IAsyncStreamReader<string>)null!).ReadAllAsync());

    [Fact]
    public async Task MoveNext_WithoutToken_Reads()
    {
        var reader = new FakeReader();
        reader.Offer("a");
        reader.End();
        Assert.True(await reader.MoveNext().Soon());
        Assert.Equal("a", reader.Current);
        Assert.False(await reader.MoveNext().Soon());
        Assert.Throws<ArgumentNullException>(() => { _ = ((IAsyncStreamReader<string>)null!).MoveNext(); });
    }

    [Fact]
    public async Task WriteAsync_WriterWithoutCancellation_RefusesTokensThatCanCancel()
    {
        var writer = new FakeWriter();
        using var stop = new CancellationTokenSource();
        await ((IAsyncStreamWriter<string>)writer).WriteAsync("a", CancellationToken.None).Soon();
        Assert.Throws<NotSupportedException>(() => { _ = ((IAsyncStreamWriter<string>)writer).WriteAsync("b", stop.Token); });
        Assert.Equal(["a"], writer.Written);
    }

    private static async Task AssertStopsAsync(Func<FakeReader, CancellationToken, IAsyncEnumerable<string>> read)
    {
        var reader = new FakeReader();
        reader.Offer("a");
        using var stop = new CancellationTokenSource();
        var texts = new List<string>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAsync().Soon());
        Assert.Equal(["a"], texts);

        async Task ReadAsync()
        {
            await foreach (var text in read(reader, stop.Token))
            {
                texts.Add(text);
                await stop.CancelAsync();
            }
        }
    }

    private sealed class WithToken<T>(IAsyncEnumerable<T> inner, CancellationToken token) : IAsyncEnumerable<T>
    {
        public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken) => inner.GetAsyncEnumerator(token);
    }

    private sealed class FakeReader : IAsyncStreamReader<string>
    {
        private readonly Channel<string> _queue = Channel.CreateUnbounded<string>();

        public string Current { get; private set; } = "";

        public void Offer(params string[] texts) => Array.ForEach(texts, text => _queue.Writer.TryWrite(text));

        public void End() => _queue.Writer.Complete();

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            if (!await _queue.Reader.WaitToReadAsync(cancellationToken))
                return false;
            Current = await _queue.Reader.ReadAsync(cancellationToken);
            return true;
        }
    }

    private sealed class FakeWriter : IServerStreamWriter<string>
    {
        public List<string> Written { get; } = [];
        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(string message)
        {
            Written.Add(message);
            return Task.CompletedTask;
        }
    }
}
