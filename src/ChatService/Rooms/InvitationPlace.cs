using System.Globalization;

namespace GroupChat.Chat.Rooms;

/// <summary>Where somebody's list of invitations goes on: newest first, across rooms.</summary>
internal readonly record struct InvitationPlace(long Milliseconds, long RoomKey)
{
    public static readonly InvitationPlace Newest = new(long.MaxValue, long.MaxValue);

    public static InvitationPlace Of(Invitation invitation) => new(invitation.CreateTime.ToUnixTimeMilliseconds(), invitation.Room.Key);

    public static InvitationPlace Parse(string? position)
    {
        if (position?.Split(' ') is not [var time, var key])
            return Newest;
        return new(long.Parse(time, CultureInfo.InvariantCulture), long.Parse(key, CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Milliseconds} {RoomKey}");
}
