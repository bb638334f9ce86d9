using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Messages;

/// <summary>Whom a message is addressed to: agents by their handles in the text, people by their ids. Who is no member is left out.</summary>
internal static class Addressees
{
    /// <summary>The agents first, in the order of the text: they are the ones that are asked.</summary>
    public static IReadOnlyList<Participant> Of(IRoomEdit edit, IReadOnlyList<string> handles, IReadOnlyList<UserId> people) =>
    [
        .. Members(edit, handles.Select(Handle.ToAgentId), ParticipantKind.Agent),
        .. Members(edit, people, ParticipantKind.Human),
    ];

    private static IEnumerable<Participant> Members(IRoomEdit edit, IEnumerable<UserId> users, ParticipantKind kind)
    {
        foreach (var user in users)
        {
            if (edit.Member(user) is { Participant: var member } && member.Kind == kind)
                yield return member;
        }
    }
}
