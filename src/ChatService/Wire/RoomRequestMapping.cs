using Google.Protobuf.WellKnownTypes;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Errors;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Wire;

/// <summary>Requests about rooms, and what only their answers hold.</summary>
internal static class RoomRequestMapping
{
    private const string Fields =
        "at least one of display_name, topic, visibility, settings, settings.slow_mode_interval, settings.retention, settings.hide_read_marks, "
        + "settings.max_agent_turns";

    private const long LongestSeconds = 100_000_000_000;
    private const long LastSecond = 253_402_300_799; // of the year 9999

    public static Proto.Invitation ToProto(this Invitation invitation) => new()
    {
        RoomId = invitation.Room.Id.Value,
        RoomDisplayName = invitation.RoomName,
        Participant = invitation.Participant.ToProto(),
        InvitedBy = invitation.InvitedBy.ToProto(),
        CreateTime = Timestamp.FromDateTimeOffset(invitation.CreateTime),
    };

    public static Proto.JoinLink ToProto(this JoinLink link, string roomId, string token) => new()
    {
        LinkId = link.Id.ToString("D"),
        RoomId = roomId,
        Token = token,
        CreatedBy = link.CreatedBy.ToProto(),
        CreateTime = Timestamp.FromDateTimeOffset(link.CreateTime),
        ExpireTime = Timestamp.FromDateTimeOffset(link.ExpireTime),
        MaxUses = link.MaxUses,
        UseCount = link.UseCount,
    };

    public static RoomFilter ToFilter(this Proto.ListRoomsRequest request, UserId viewer) => new(
        viewer,
        request.JoinedOnly,
        request.Visibility == Proto.RoomVisibility.Unspecified ? null : (RoomVisibility)request.Visibility);

    /// <exception cref="DomainError">INVALID_REQUEST: the mask names nothing, or something that cannot be changed.</exception>
    public static RoomPatch ToPatch(this Proto.UpdateRoomRequest request)
    {
        var room = request.Room ?? new();
        var settings = room.Settings ?? new();
        var patch = new RoomPatch();
        if (request.UpdateMask is not { Paths: { Count: > 0 } paths })
            throw Violations.One("update_mask", Fields);
        foreach (var path in paths)
        {
            patch = path switch
            {
                "display_name" => patch with { DisplayName = room.DisplayName },
                "topic" => patch with { Topic = room.Topic },
                "visibility" => patch with { Visibility = (RoomVisibility)room.Visibility },
                "settings" => patch.With(settings.ToDomain()),
                "settings.slow_mode_interval" => patch with { SlowMode = settings.ToDomain().SlowMode },
                "settings.retention" => patch with { Retention = settings.ToDomain().Retention },
                "settings.hide_read_marks" => patch with { HideReadMarks = settings.HideReadMarks },
                "settings.max_agent_turns" => patch with { MaxAgentTurns = settings.MaxAgentTurns },
                _ => throw Violations.One("update_mask", Fields),
            };
        }

        return patch;
    }

    /// <summary>What is out of range becomes the end of the range, which the rules of its field then refuse.</summary>
    public static TimeSpan ToSpan(this Duration duration) =>
        TimeSpan.FromSeconds(Math.Clamp(duration.Seconds, -LongestSeconds, LongestSeconds))
            + TimeSpan.FromTicks(Math.Clamp(duration.Nanos, -999_999_999, 999_999_999) / TimeSpan.NanosecondsPerTick);

    public static DateTimeOffset ToTime(this Timestamp timestamp)
    {
        var seconds = Math.Clamp(timestamp.Seconds, 0, LastSecond);
        return DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(
            Math.Clamp(timestamp.Nanos, 0, 999_999_999) / TimeSpan.NanosecondsPerTick);
    }

    private static RoomPatch With(this RoomPatch patch, RoomSettings settings) => patch with
    {
        SlowMode = settings.SlowMode,
        Retention = settings.Retention,
        HideReadMarks = settings.HideReadMarks,
        MaxAgentTurns = settings.MaxAgentTurns,
    };
}
