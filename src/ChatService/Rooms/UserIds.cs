using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Rooms;

/// <summary>Ids of people as callers name them.</summary>
internal static class UserIds
{
    public const int MaxLength = 64;

    /// <summary>Says what is wrong with a room and a person named by a caller.</summary>
    public static Violations Check(string roomId, string userId) => new Violations()
        .AddIf(roomId.Length == 0, "room_id", "required")
        .AddIf(!IsValid(userId), "user_id", $"1 to {MaxLength} printable ASCII characters without spaces");

    public static bool IsValid(string userId) => userId.Length is > 0 and <= MaxLength && userId.All(c => c is > ' ' and <= '~');
}
