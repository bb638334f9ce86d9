using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Flags;

/// <summary>That a member asks the moderators to look at a message.</summary>
/// <param name="Id">Made by the server; rises with time.</param>
/// <param name="Target">The message.</param>
/// <param name="FlaggedBy">Who asks.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Note">In their own words; may be empty.</param>
/// <param name="CreateTime">When.</param>
internal sealed record Flag(
    Guid Id, MessageId Target, Participant FlaggedBy, FlagReason Reason, string Note, DateTimeOffset CreateTime)
{
    public FlagState State { get; init; } = FlagState.Open;

    /// <summary>Null while it is open.</summary>
    public Participant? ResolvedBy { get; init; }

    /// <summary>Null while it is open.</summary>
    public DateTimeOffset? ResolveTime { get; init; }

    /// <summary>As it stands now; null when it was not asked for, or when retention removed it.</summary>
    public Message? Message { get; init; }
}
