using GroupChat.Chat.Messages;
using GroupChat.Chat.Metering;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Log;

/// <summary>What decisions about rooms and members look at.</summary>
internal partial interface IRoomEdit
{
    /// <summary>Open invitations.</summary>
    int InvitationCount { get; }

    Invitation? Invitation(UserId user);

    /// <summary>Expired ones included.</summary>
    Ban? Ban(UserId user);

    /// <summary>Null for somebody who never left, or left free.</summary>
    Restraint? Restraint(UserId user);

    /// <summary>There are people besides this one; with a role: people who have it.</summary>
    bool HasOtherPeople(UserId than, MemberRole? role = null);

    /// <summary>The agents of the room, in the order they joined.</summary>
    IReadOnlyList<Member> Agents { get; }

    /// <summary>For each agent that has been asked since it joined: the event that began its last answer.</summary>
    IReadOnlyDictionary<UserId, long> LastTurns();

    /// <summary>The newest message of the history; null when the log no longer holds any.</summary>
    Message? NewestMessage();

    /// <summary>When they posted last, as far as slow mode was on.</summary>
    DateTimeOffset? LastPost(UserId user);

    /// <summary>Null for one that the log does not hold.</summary>
    RoomEvent? Event(long sequence);

    /// <summary>The oldest message that is still being answered.</summary>
    long? OldestQuestion();

    IReadOnlyList<JoinLink> JoinLinks();

    JoinLink? JoinLink(byte[] tokenHash);

    /// <summary>What counts for questions of somebody in this room.</summary>
    QuotaLimits QuotasFor(UserId? user);

    /// <summary>Tokens that count, used today in this room.</summary>
    long TokensToday();

    /// <summary>Tokens that count, used today by somebody in all rooms.</summary>
    long TokensToday(UserId user);

    /// <summary>Answers of this room that have not ended.</summary>
    int OpenAnswers();

    /// <summary>Answers for somebody in all rooms that have not ended.</summary>
    int OpenAnswers(UserId user);

    /// <summary>What a model took, kept beside the log.</summary>
    void Charge(Charge charge);

    /// <summary>Links are kept beside the log: these three write without an event.</summary>
    void AddJoinLink(JoinLink link, byte[] tokenHash);

    void CountUse(JoinLink link);

    void RemoveJoinLink(Guid link);
}
