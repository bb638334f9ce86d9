using GroupChat.Chat.Log;

namespace GroupChat.Chat.Rooms;

/// <summary>Comings and goings.</summary>
internal static class Memberships
{
    /// <summary>Makes somebody a member; a member stays one.</summary>
    public static JoinedRoom Join(IRoomEdit edit, Participant participant)
    {
        var member = edit.Member(participant.Id) ?? Add(edit, participant, MemberRole.Member);
        return new(edit.Room, member);
    }

    /// <summary>Ends a membership; false when there is none.</summary>
    public static bool Leave(IRoomEdit edit, UserId user)
    {
        if (edit.Member(user) is not { } member)
            return false;
        edit.Append(new RoomChange.MemberLeft(member.Participant));
        return true;
    }

    /// <summary>For somebody who is no member.</summary>
    public static Member Add(IRoomEdit edit, Participant participant, MemberRole role)
    {
        var member = new Member(participant, role, edit.Now, edit.NextSequence);
        edit.Append(new RoomChange.MemberJoined(member));
        return member;
    }
}
