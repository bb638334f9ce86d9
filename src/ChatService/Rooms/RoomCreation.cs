using GroupChat.Chat.Log;

namespace GroupChat.Chat.Rooms;

/// <summary>The first events of a room: it is there, its creator owns it, its agents have joined.</summary>
internal static class RoomCreation
{
    public static void Create(IRoomEdit edit, NewRoom wanted)
    {
        edit.Append(new RoomChange.RoomCreated(new Room(
            edit.Ref, wanted.DisplayName, wanted.Topic, wanted.Visibility, edit.Now, wanted.Creator.Id, edit.NextSequence, MemberCount: 0)
        {
            Settings = wanted.Settings,
        }));
        Admission.Add(edit, wanted.Creator, MemberRole.Owner);
        foreach (var agent in wanted.Agents)
            Admission.Add(edit, agent, MemberRole.Member, SpeakingPolicy.OnMention);
    }
}
