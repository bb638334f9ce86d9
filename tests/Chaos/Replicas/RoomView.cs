using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Replicas;

/// <summary>A room as a server's lists show it.</summary>
/// <param name="Room">The room.</param>
/// <param name="Members">Its members.</param>
/// <param name="Marks">How far they have come, as the log has told it.</param>
/// <param name="Pins">The pinned messages, the one pinned last first.</param>
/// <param name="Messages">All messages.</param>
/// <param name="Reactions">Who reacted to a message, oldest first, by its id.</param>
/// <param name="Revisions">What an edited message said and says, oldest first, by its id.</param>
internal sealed record RoomView(
    Room Room,
    IReadOnlyList<Member> Members,
    IReadOnlyList<ReadMark> Marks,
    IReadOnlyList<Pin> Pins,
    IReadOnlyList<Message> Messages,
    IReadOnlyDictionary<string, IReadOnlyList<Reaction>> Reactions,
    IReadOnlyDictionary<string, IReadOnlyList<Revision>> Revisions);
