using GroupChat.Chat.Answers;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Messages;

/// <summary>Something said in a room.</summary>
/// <param name="Id">Made by the server.</param>
/// <param name="Room">The room.</param>
/// <param name="Sequence">The event that brought it in: its place in the room's order.</param>
/// <param name="Author">Who said it.</param>
/// <param name="ClientMessageId">The author's idempotency key; empty for an answer.</param>
/// <param name="Parts">What was said; empty for an answer in the making.</param>
/// <param name="ReplyTo">The message it replies to.</param>
/// <param name="Mentions">Whom it is addressed to: agents whose handle the text contains, and people.</param>
/// <param name="CreateTime">When it was said.</param>
/// <param name="Answer">Set on an agent's answer only.</param>
internal sealed record Message(
    MessageId Id,
    RoomId Room,
    long Sequence,
    Participant Author,
    string ClientMessageId,
    IReadOnlyList<ContentPart> Parts,
    MessageId? ReplyTo,
    IReadOnlyList<Participant> Mentions,
    DateTimeOffset CreateTime,
    Answer? Answer)
{
    /// <summary>The first message of its thread; null for a message that replies to nothing.</summary>
    public MessageId? ThreadRoot { get; init; }

    /// <summary>When its text was changed last; null when it is as it was posted.</summary>
    public DateTimeOffset? EditTime { get; init; }

    public int EditCount { get; init; }

    /// <summary>Set when it was deleted: then it has no parts and no mentions.</summary>
    public Deletion? Deletion { get; init; }

    /// <summary>What is left of it: who said it and when, and of an answer how it ended.</summary>
    public Message Delete(Participant by, DateTimeOffset now) => this with
    {
        Parts = [],
        Mentions = [],
        Answer = Answer is { } answer ? answer with { Citations = [] } : null,
        Deletion = new(by, now),
    };

    /// <summary>Known to reads only: events do not carry it.</summary>
    public IReadOnlyList<ReactionCount> Reactions { get; init; } = [];

    /// <summary>Known to reads only; null without replies.</summary>
    public ThreadSummary? Thread { get; init; }

    /// <summary>Known to reads only.</summary>
    public bool IsPinned { get; init; }
}
