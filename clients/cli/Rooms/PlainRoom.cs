using GroupChat.Cli.Commands;
using GroupChat.Cli.Connection;
using GroupChat.Cli.Output;
using GroupChat.Cli.Terminal;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Rooms;

/// <summary>
/// A room without a screen: every line of standard input is said, everything heard is printed. Ends when the input ends and
/// all of it is durable.
/// </summary>
internal sealed class PlainRoom
{
    private const int MostWaiting = 64;

    private readonly Client _client;
    private readonly string _roomId;
    private readonly Transcript _transcript;
    private readonly ConverseConnection _connection;
    private int _failures;

    public PlainRoom(Client client, string roomId)
    {
        (_client, _roomId) = (client, roomId);
        _transcript = new(() => new MessageRenderer(client.Shell.Ink, client.Shell.Time.LocalTimeZone, client.Shell.Width));
        _connection = client.Converse(roomId, (_, newest, _) => Task.FromResult(new Subscription { Cursor = newest }));
    }

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using (_connection)
        {
            _connection.Start();
            var listening = ListenAsync(end.Token);
            var talking = TalkAsync(end.Token);
            var first = await Task.WhenAny(listening, talking);
            await end.CancelAsync();
            await (first == listening ? talking : listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await first;
        }
        return _failures == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await foreach (var update in _connection.ReadAllAsync(cancellationToken))
        {
            switch (update)
            {
                case Update.Reconnecting lost:
                    _client.Status.Show($"reconnecting… ({lost.Why})");
                    break;
                case Update.Connected:
                    _client.Status.Clear();
                    break;
                case Update.Event happened:
                    _transcript.Take(happened.Change);
                    _transcript.TakeFinished().ForEach(_client.Shell.Out.WriteLine);
                    break;
                case Update.RoomClosed closed:
                    throw closed.ToError();
            }
        }
    }

    private async Task TalkAsync(CancellationToken cancellationToken)
    {
        var waiting = new Queue<Task>();
        while (await _client.Shell.In.ReadLineAsync(cancellationToken).AsTask().WaitAsync(cancellationToken) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            waiting.Enqueue(SayAsync(line, cancellationToken));
            if (waiting.Count == MostWaiting)
                await waiting.Dequeue();
        }
        await Task.WhenAll(waiting);
    }

    private async Task SayAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            await _connection.PostAsync(Messages.Text(_roomId, _client.NewKey(), text), cancellationToken);
        }
        catch (RefusedException refused)
        {
            _failures++;
            _client.Note($"not sent: {text}: {refused.Message}");
        }
    }
}
