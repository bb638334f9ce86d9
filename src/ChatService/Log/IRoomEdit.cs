using GroupChat.Chat.Marks;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Reactions;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.ToolCalls;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.Log;

/// <summary>A room while it is being changed: what a decision may look at, and the one way to change anything.</summary>
internal partial interface IRoomEdit
{
    RoomRef Ref { get; }

    /// <summary>As it stands now, appended changes included. A room in the making has none before room_created.</summary>
    Room Room { get; }

    /// <summary>In whole milliseconds, as tables keep it: what is said at once and what is read later are the same.</summary>
    DateTimeOffset Now { get; }

    /// <summary>What the next event gets.</summary>
    long NextSequence { get; }

    Member? Member(UserId user);

    /// <summary>With its present content.</summary>
    Message? Message(MessageId id);

    /// <summary>The message that this author posted under this key before; null for a key that is new.</summary>
    Send? FindSend(SendKey key);

    /// <summary>Keeps a key for the next event, which has to follow; or what it was used for before, and then nothing is kept.</summary>
    Send? KeepSend(SendKey key);

    /// <summary>The answer that this request had made again before.</summary>
    MessageId? FindRestart(SendKey request);

    /// <summary>A turn whose answer has not ended.</summary>
    Turn? OpenTurn(TurnId id);

    /// <summary>The turns that answer a message.</summary>
    IReadOnlyList<Turn> OpenTurns(MessageId question);

    /// <summary>The calls of tools of an answer as they stand now, by number.</summary>
    IReadOnlyList<ToolCall> ToolCalls(MessageId answer);

    /// <summary>Calls in the room that wait for approval.</summary>
    int WaitingToolCalls();

    /// <summary>How a message has been reacted to, as somebody sees it who is about to.</summary>
    ReactionState Reactions(MessageId message, string emoji, UserId user);

    bool IsPinned(MessageId message);

    int PinCount();

    /// <summary>How far a member has come; nowhere for somebody who never moved.</summary>
    ReadMark Mark(UserId user);

    /// <summary>Marks that moved since the room was told of them last. For rooms that are told of marks.</summary>
    IReadOnlyList<ReadMark> UntoldMarks();

    RoomEvent Append(RoomChange change);

    /// <summary>
    /// Moves marks of members forward. The one change that is no event: the log is told of where marks have come to from time to
    /// time, if at all.
    /// </summary>
    void MoveMarks(IEnumerable<KeyValuePair<UserId, MarkMove>> moves);
}
