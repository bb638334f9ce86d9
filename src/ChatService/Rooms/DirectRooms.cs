using System.Security.Cryptography;
using System.Text;
using GroupChat.Chat.Log;

namespace GroupChat.Chat.Rooms;

/// <summary>
/// Rooms of two people. The id is made from the two, so there is one for each pair for ever, whoever opens it first, and even when
/// both do so at once.
/// </summary>
internal static class DirectRooms
{
    /// <summary>Rooms that people name themselves do not begin like this.</summary>
    public const string IdPrefix = "direct-";

    private const int HashLength = 16;

    public static RoomId IdOf(UserId one, UserId other)
    {
        var (first, second) = string.CompareOrdinal(one.Value, other.Value) <= 0 ? (one, other) : (other, one);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{first.Value}\n{second.Value}"));
        return new(IdPrefix + Convert.ToHexStringLower(hash.AsSpan(0, HashLength)));
    }

    public static void Create(IRoomEdit edit, Participant opener, Participant other)
    {
        edit.Append(new RoomChange.RoomCreated(new Room(
            edit.Ref, NameOf(opener, other), "", RoomVisibility.Direct, edit.Now, opener.Id, edit.NextSequence, MemberCount: 0)));
        Admission.Add(edit, opener, MemberRole.Member);
        Admission.Add(edit, other, MemberRole.Member);
    }

    /// <summary>Whoever was added without being known gets their name when they come.</summary>
    public static Changed<Room> Open(IRoomEdit edit, Participant opener)
    {
        var member = edit.RequireMember(opener.Id);
        if (member.Participant != opener)
            edit.Append(new RoomChange.MemberUpdated(member with { Participant = opener }, opener));
        return Changed<Room>.Of(edit, edit.Room);
    }

    private static string NameOf(Participant one, Participant other)
    {
        var name = $"{one.DisplayName}, {other.DisplayName}";
        return RoomRules.Length(name) <= RoomRules.MaxDisplayName
            ? name
            : string.Concat(name.EnumerateRunes().Take(RoomRules.MaxDisplayName).Select(rune => rune.ToString()));
    }
}
