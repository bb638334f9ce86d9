using System.Text;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Rooms;

/// <summary>Limits of what people write about a room. Lengths count characters (Unicode scalar values), not bytes.</summary>
internal static class RoomRules
{
    public const int MaxDisplayName = 128;
    public const int MaxTopic = 1024;
    public const int MaxRequestId = 64;

    private const double LongestSlowMode = 6 * 60 * 60;
    private const double ShortestRetention = 60 * 60;
    private const double LongestRetention = 10 * 365.25 * 24 * 60 * 60;

    public static void Check(RoomWish wish)
    {
        var violations = new Violations()
            .AddIf(wish.RequestId.Length > MaxRequestId, "request_id", $"at most {MaxRequestId} characters")
            .AddIf(!IsPlain(wish.RequestId), "request_id", "no control characters")
            .AddIf(
                wish.RoomId.Length > 0 && !RoomId.IsValid(wish.RoomId),
                "room_id",
                $"1 to {RoomId.MaxLength} of a-z, 0-9 and \"-\", starting with a letter or digit")
            .AddIf(
                wish.RoomId.StartsWith(DirectRooms.IdPrefix, StringComparison.Ordinal), "room_id", $"not one that begins with {DirectRooms.IdPrefix}");
        CheckName(violations, wish.DisplayName, wish.DisplayName.Length > 0);
        CheckTopic(violations, wish.Topic);
        CheckSettings(violations, wish.Settings.SlowMode, wish.Settings.Retention, wish.Settings.MaxAgentTurns);
        CheckVisibility(violations, wish.Visibility).ThrowIfAny();
    }

    public static void Check(RoomPatch patch, Violations violations)
    {
        if (patch.DisplayName is { } name)
            CheckName(violations, name, isGiven: true);
        if (patch.Topic is { } topic)
            CheckTopic(violations, topic);
        if (patch.Visibility is { } visibility)
            CheckVisibility(violations, visibility);
        CheckSettings(violations, patch.SlowMode ?? TimeSpan.Zero, patch.Retention ?? TimeSpan.Zero, patch.MaxAgentTurns ?? 0).ThrowIfAny();
    }

    public static Violations CheckId(string roomId) => new Violations().AddIf(roomId.Length == 0, "room.room_id", "required");

    /// <summary>Free of control characters, save for line breaks and tabs, and of broken surrogate pairs.</summary>
    public static bool IsPlain(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) && text[i] is not ('\n' or '\t'))
                return false;
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!Rune.TryGetRuneAt(text, i, out _))
                return false;
            i++;
        }

        return true;
    }

    public static int Length(string text) => text.Length <= MaxDisplayName ? text.Length : text.EnumerateRunes().Count();

    private static void CheckName(Violations violations, string name, bool isGiven) => violations
        .AddIf(Length(name) > MaxDisplayName, "display_name", $"at most {MaxDisplayName} characters")
        .AddIf(!IsPlain(name), "display_name", "no control characters")
        .AddIf(isGiven && string.IsNullOrWhiteSpace(name), "display_name", "not only white space");

    private static void CheckTopic(Violations violations, string topic) => violations
        .AddIf(Length(topic) > MaxTopic, "topic", $"at most {MaxTopic} characters")
        .AddIf(!IsPlain(topic), "topic", "no control characters");

    private static Violations CheckVisibility(Violations violations, RoomVisibility visibility) => violations.AddIf(
        visibility is not (RoomVisibility.Public or RoomVisibility.Private), "visibility", "public or private");

    private static Violations CheckSettings(Violations violations, TimeSpan slowMode, TimeSpan retention, int agentTurns) => violations
        .AddIf(!IsWhole(slowMode) || slowMode.TotalSeconds is < 0 or > LongestSlowMode,
            "settings.slow_mode_interval", "whole seconds, at most 6 hours")
        .AddIf(!IsWhole(retention) || (retention != TimeSpan.Zero && retention.TotalSeconds is < ShortestRetention or > LongestRetention),
            "settings.retention", "whole seconds, 1 hour to 10 years, or 0")
        .AddIf(agentTurns is < 0 or > RoomSettings.MostAgentTurns, "settings.max_agent_turns", $"1 to {RoomSettings.MostAgentTurns}, or 0");

    private static bool IsWhole(TimeSpan span) => span.Ticks % TimeSpan.TicksPerSecond == 0;
}
