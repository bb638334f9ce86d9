using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Turns;

/// <summary>The work of answering one message, until the answer has ended.</summary>
/// <param name="Id">Stable over runs.</param>
/// <param name="Room">The room.</param>
/// <param name="Agent">Who is asked.</param>
/// <param name="Question">The message that is answered.</param>
/// <param name="Answer">The message that the answer becomes.</param>
/// <param name="AnswerSequence">The event that it began with.</param>
/// <param name="Attempts">Runs that were handed out so far.</param>
internal sealed record Turn(
    TurnId Id, RoomRef Room, UserId Agent, MessageId Question, MessageId Answer, long AnswerSequence, int Attempts)
{
    /// <summary>The person whose use it counts as, if that is known.</summary>
    public UserId? Asker { get; init; }

    /// <summary>The last run that was handed out.</summary>
    public RunId? Run { get; init; }

    /// <summary>Until then a node holds it; in the past when none does.</summary>
    public DateTimeOffset HeldUntil { get; init; }
}
