namespace GroupChat.Agents.Models;

/// <summary>Names of what requests carry beside the options that Microsoft.Extensions.AI knows, for models that are shared.</summary>
internal static class RequestProperties
{
    /// <summary>string: the room; only requests of one room share what was computed of their prompts.</summary>
    public const string RoomId = "room_id";

    /// <summary>string: who asked; requests that wait are served by user.</summary>
    public const string UserId = "user_id";

    /// <summary>double: the user's share against others'; 1 unless given.</summary>
    public const string Weight = "weight";
}
