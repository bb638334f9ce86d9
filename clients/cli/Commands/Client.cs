using GroupChat.Cli.Connection;
using GroupChat.Cli.Documents;
using GroupChat.Cli.Output;
using GroupChat.Cli.Rooms;
using GroupChat.Cli.Sessions;
using GroupChat.Cli.Terminal;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Commands;

/// <summary>All a command works with, made once for each run: the server, the session, and the shell around it.</summary>
internal sealed class Client : IDisposable
{
    /// <summary>How long a command with one answer goes on when no server answers.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly ServerCalls _singleCalls;

    public Client(ClientSettings settings, Shell shell)
    {
        Settings = settings;
        Shell = shell;
        Link = new(settings.Server);
        var file = new SessionFile(settings.StateFolder, settings.Server, settings.Profile);
        Session = new(Link.Sessions, file, new(settings.Server, settings.Name, text => Note(text)), shell.Time);
        Calls = new(Session, settings.Server, Patience, shell.Time);
        _singleCalls = new(Session, settings.Server, TimeSpan.Zero, shell.Time);
        Rooms = new(Link.Chat, Calls);
        Documents = new(Link, Calls, Rooms);
        Status = new(shell, settings.Quiet);
    }

    public ClientSettings Settings { get; }

    public Shell Shell { get; }

    public ServerLink Link { get; }

    public SessionKeeper Session { get; }

    /// <summary>Calls with some patience.</summary>
    public ServerCalls Calls { get; }

    public RoomAccess Rooms { get; }

    public RoomDocuments Documents { get; }

    public StatusLine Status { get; }

    /// <summary>Where notes go: standard error, unless a screen takes them.</summary>
    public Action<string>? NoteTo { get; set; }

    /// <summary>Something worth knowing that is not a result.</summary>
    public void Note(string text)
    {
        if (Settings.Quiet)
            return;
        if (NoteTo is not null)
        {
            NoteTo(text);
            return;
        }
        Status.Clear();
        Shell.Error.WriteLine($"groupchat: {Sanitizer.Line(text)}");
    }

    /// <summary>A connection to one room that joins it by itself.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="begin">Finds the place to begin, given calls to do so and the room's newest position.</param>
    public ConverseConnection Converse(string roomId, Func<ServerCalls, string, CancellationToken, Task<Subscription>> begin)
    {
        var entry = new RoomEntry(_singleCalls, Link.Chat, roomId, (newest, stop) => begin(_singleCalls, newest, stop));
        return new(Link.Chat, Session, entry.PrepareAsync, Shell.Time, Random.Shared);
    }

    /// <summary>A fresh idempotency key.</summary>
    public string NewKey() => Guid.CreateVersion7(Shell.Time.GetUtcNow()).ToString();

    public void Dispose()
    {
        Session.Dispose();
        Link.Dispose();
    }
}
