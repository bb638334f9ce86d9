using GroupChat.Contracts.Chat.V1;
using GroupChat.Integration.Tests.Transcripts.Drivers;
using GroupChat.TestSupport;

namespace GroupChat.Integration.Tests.Transcripts;

/// <summary>One run of the conversation over one protocol: who takes part, who listens where, and what was said and heard.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly string _run = $"run{Random.Shared.NextInt64():x16}";
    private readonly List<(string Name, Line Line)> _lines = [];
    private readonly List<string> _transcript = [];
    private readonly Normaliser _normaliser;

    public Stage(IDriver driver)
    {
        Driver = driver;
        _normaliser = new(_run);
        (Ann, Bob, Cat, Dan) = (new("Ann", this), new("Bob", this), new("Cat", this), new("Dan", this));
    }

    public IDriver Driver { get; }

    public Actor Ann { get; }

    public Actor Bob { get; }

    public Actor Cat { get; }

    public Actor Dan { get; }

    public IEnumerable<Actor> People => [Ann, Bob, Cat, Dan];

    /// <summary>What one step leaves for another: ids, and cursors.</summary>
    public Dictionary<string, string> Known { get; } = [];

    /// <summary>Lines that are open, by the name of who listens and where.</summary>
    public Dictionary<string, Line> Open { get; } = [];

    /// <summary>Ids of rooms are the conversation's own, so that several can run on one server.</summary>
    public string Room(string name) => $"{_run}-{name}";

    /// <summary>Everything that was answered, step by step, and then what each line heard.</summary>
    public async Task<IReadOnlyList<string>> PlayAsync(IReadOnlyList<Step> steps)
    {
        foreach (var (number, step) in steps.Index())
        {
            _transcript.Add($"{number + 1}. {step.Title}");
            try
            {
                await step.Act(this).Within(TimeSpan.FromSeconds(120));
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"{Driver.Name}, step {number + 1}, {step.Title}: {error.Message}", error);
            }
        }

        foreach (var (name, line) in _lines)
            _transcript.AddRange(line.Heard.Where(IsDurable).Select(frame => $"{name} heard {_normaliser.Of(Told(frame))}"));
        return _transcript;
    }

    public void Note(string what, Google.Protobuf.IMessage? message = null) =>
        _transcript.Add(message is null ? $"   {what}" : $"   {what}: {_normaliser.Of(message)}");

    /// <summary>Somebody begins to listen, and has caught up when this returns.</summary>
    public async Task<Line> ListenAsync(Actor who, string room, StartPosition start = StartPosition.Unspecified, string cursor = "")
    {
        var line = Driver.Listen(new() { RoomId = Room(room), Start = start, Cursor = cursor }, who.Token);
        _lines.Add(($"{who.Name} in {room}", line));
        await line.UntilAsync(frame => frame.CaughtUp is not null);
        return Open[$"{who.Name} in {room}"] = line;
    }

    public async Task HangUpAsync(Actor who, string room)
    {
        Open.Remove($"{who.Name} in {room}", out var line);
        await line!.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, line) in _lines)
            await line.DisposeAsync();
    }

    private static bool IsDurable(ServerFrame frame) => frame.FrameCase is ServerFrame.FrameOneofCase.Event
        or ServerFrame.FrameOneofCase.Subscribed or ServerFrame.FrameOneofCase.CaughtUp or ServerFrame.FrameOneofCase.Unsubscribed;

    // How far the room had come by the time is not the frame's to say.
    private static ServerFrame Told(ServerFrame frame)
    {
        var told = frame.Clone();
        told.HeadSequence = 0;
        return told;
    }
}
