using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Rooms;

/// <summary>Who is typing. A signal holds for six seconds; a message of the same person ends it.</summary>
internal sealed class TypingBoard(TimeProvider time)
{
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(6);

    private readonly Dictionary<string, (string Name, DateTimeOffset Until)> _typing = [];

    /// <summary>The user of this client, who need not be told.</summary>
    public string Self { get; set; } = "";

    public void Take(TypingSignal signal)
    {
        var (userId, name) = (signal.Participant.UserId, signal.Participant.DisplayName);
        if (!signal.Typing)
            _typing.Remove(userId);
        else if (userId != Self)
            _typing[userId] = (name, time.GetUtcNow() + Holds);
    }

    public void Said(Participant author) => _typing.Remove(author.UserId);

    /// <summary>"alice is typing…", or empty.</summary>
    public string Text()
    {
        var now = time.GetUtcNow();
        foreach (var (userId, (_, until)) in _typing)
        {
            if (until <= now)
                _typing.Remove(userId);
        }
        var names = _typing.Values.Select(entry => entry.Name).Order(StringComparer.Ordinal).ToList();
        return names switch
        {
            [] => "",
            [var one] => $"{one} is typing…",
            [var one, var two] => $"{one} and {two} are typing…",
            _ => $"{names.Count} people are typing…",
        };
    }
}
