using GroupChat.Cli.Commands;
using GroupChat.Cli.Connection;
using GroupChat.Cli.Output;
using GroupChat.Cli.Terminal;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Rooms;

/// <summary>
/// A room on the screen: what is said scrolls by, answers grow in place, and the line being written stays usable meanwhile.
/// All state belongs to the <see cref="UiLoop"/>; everything else hands work to it.
/// </summary>
internal sealed partial class InteractiveRoom : IDisposable
{
    private const int HistoryLength = 50;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Client _client;
    private readonly string _roomId;
    private readonly ITerminal _terminal;
    private readonly Screen _screen;
    private readonly UiLoop _loop = new();
    private readonly LineEditor _editor = new();
    private readonly Transcript _transcript;
    private readonly TypingBoard _typing;
    private readonly TypingNotifier _notifier;
    private readonly ReadMarker _marker;
    private readonly PendingPosts _pending = new();
    private readonly ConverseConnection _connection;
    private readonly CancellationTokenSource _leave = new();
    private string _link = "connecting…";
    private bool _redraw;

    public InteractiveRoom(Client client, string roomId, ITerminal terminal)
    {
        (_client, _roomId, _terminal, _screen) = (client, roomId, terminal, new(terminal));
        _transcript = new(Renderer);
        _typing = new(client.Shell.Time);
        _connection = client.Converse(roomId, BeginAsync);
        _notifier = new(typing => _connection.Typing(roomId, typing), client.Shell.Time);
        _marker = new(sequence => _connection.Read(roomId, sequence));
    }

    /// <summary>Runs until the person leaves or the server refuses.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_leave.Token, cancellationToken);
        _client.NoteTo = text => Post(() => _transcript.AddNotice(text));
        _terminal.Resized += Redraw;
        try
        {
            await using (_connection)
            {
                _connection.Start();
                await RunUntilFirstAsync(
                    end,
                    _loop.RunAsync(Draw, end.Token), ReadUpdatesAsync(end.Token), ReadKeysAsync(end.Token), TickAsync(end.Token));
            }
        }
        finally
        {
            _terminal.Resized -= Redraw;
            _client.NoteTo = null;
            _screen.Close();
            await _leave.CancelAsync();
            await _background;
        }
        foreach (var text in _pending.Texts)
            _client.Note($"not confirmed by the server: {text}");
        return cancellationToken.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Ok;
    }

    public void Dispose() => _leave.Dispose();

    /// <summary>The first task to end ends the others; its error, if it has one, is the error of all.</summary>
    private static async Task RunUntilFirstAsync(CancellationTokenSource end, params Task[] tasks)
    {
        var first = await Task.WhenAny(tasks);
        await end.CancelAsync();
        foreach (var task in tasks.Where(task => task != first))
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (first.IsFaulted)
            await first;
    }

    private MessageRenderer Renderer() => new(_screen.Ink, _client.Shell.Time.LocalTimeZone, _screen.Width);

    private void Draw()
    {
        var status = _link.Length > 0 ? _link : _typing.Text();
        var view = RoomLayout.Of(_screen, Renderer(), _transcript.Growing, _pending.Texts, status, _editor);
        _screen.Draw(_transcript.TakeFinished(), view, _redraw);
        _redraw = false;
    }

    private void Redraw() => Post(() => _redraw = true);

    private void Post(Action work) => _loop.Post(work);

    /// <summary>Finds the place to begin, and shows what was said before it.</summary>
    private async Task<Subscription> BeginAsync(ServerCalls calls, string newest, CancellationToken cancellationToken)
    {
        var request = new ListMessagesRequest { RoomId = _roomId, PageSize = HistoryLength };
        var page = await calls.CallAsync(options => _client.Link.Chat.ListMessagesAsync(request, options), cancellationToken);
        await _loop.PostAsync(
            () =>
            {
                _transcript.AddHistory(page.Messages.Reverse());
                _marker.Shown(page.Messages.Select(message => message.Sequence).DefaultIfEmpty().Max());
                _transcript.AddNotice($"this is {_roomId}; /help lists the commands, Ctrl-D leaves");
            },
            cancellationToken);
        return new() { Cursor = page.Cursor };
    }

    private async Task ReadUpdatesAsync(CancellationToken cancellationToken)
    {
        await foreach (var update in _connection.ReadAllAsync(cancellationToken))
            await _loop.PostAsync(() => Take(update), cancellationToken);
    }

    private void Take(Update update)
    {
        switch (update)
        {
            case Update.Connected connected:
                (_link, _typing.Self) = ("", connected.UserId);
                _marker.Again();
                break;
            case Update.Reconnecting lost:
                _link = $"reconnecting… ({lost.Why})";
                break;
            case Update.Event happened:
                Take(happened.Change);
                break;
            case Update.Passing { Signal.SignalCase: Signal.SignalOneofCase.Typing } passing:
                _typing.Take(passing.Signal.Typing);
                break;
            case Update.Passing passing when _transcript.Take(passing.Signal) is { } incomplete:
                Fetch(incomplete);
                break;
            case Update.RoomClosed closed:
                throw closed.ToError();
        }
    }

    private void Take(RoomEvent change)
    {
        if (change.MessagePosted?.Message is { } message)
        {
            _typing.Said(message.Author);
            _pending.Arrived(message);
        }
        _transcript.Take(change);
        _marker.Shown(change.Sequence);
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick, _client.Shell.Time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
            await _loop.PostAsync(_marker.Tell, cancellationToken);
    }
}
