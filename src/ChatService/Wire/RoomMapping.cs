using Google.Protobuf.WellKnownTypes;
using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Wire;

internal static class RoomMapping
{
    public static Proto.Room ToProto(this Room room) => new()
    {
        RoomId = room.Id.Value,
        DisplayName = room.DisplayName,
        Topic = room.Topic,
        Visibility = (Proto.RoomVisibility)room.Visibility,
        CreateTime = Timestamp.FromDateTimeOffset(room.CreateTime),
        CreatorUserId = room.Creator.Value,
        HeadSequence = room.HeadSequence,
        MemberCount = room.MemberCount,
        Archived = room.IsArchived,
        Settings = room.Settings.ToProto(),
        FirstSequence = room.FirstSequence,
    };

    public static Room ToDomain(this Proto.Room room, RoomRef key) => new(
        key,
        room.DisplayName,
        room.Topic,
        (RoomVisibility)room.Visibility,
        room.CreateTime.ToDateTimeOffset(),
        new(room.CreatorUserId),
        room.HeadSequence,
        room.MemberCount)
    {
        IsArchived = room.Archived,
        Settings = room.Settings.ToDomain(),
        FirstSequence = room.FirstSequence,
    };

    public static Proto.Member ToProto(this Member member) => new()
    {
        Participant = member.Participant.ToProto(),
        Role = (Proto.MemberRole)member.Role,
        JoinTime = Timestamp.FromDateTimeOffset(member.JoinTime),
        MutedUntil = ToProto(member.MutedUntil),
        Speaking = (Proto.SpeakingPolicy)member.Speaking,
    };

    public static Member ToDomain(this Proto.Member member, long joinSequence) =>
        new(member.Participant.ToDomain(), (MemberRole)member.Role, member.JoinTime.ToDateTimeOffset(), joinSequence)
        {
            MutedUntil = member.MutedUntil?.ToDateTimeOffset(),
            Speaking = SpeakingOf(member),
        };

    public static Proto.Participant ToProto(this Participant participant) => new()
    {
        UserId = participant.Id.Value,
        DisplayName = participant.DisplayName,
        Kind = (Proto.ParticipantKind)participant.Kind,
    };

    public static Participant ToDomain(this Proto.Participant participant) =>
        new(new(participant.UserId), participant.DisplayName, (ParticipantKind)participant.Kind);

    public static Proto.MemberLeft ToProto(this RoomChange.MemberLeft left) => new()
    {
        Participant = left.Participant.ToProto(),
        Reason = (Proto.MemberLeftReason)left.Reason,
        RemovedBy = left.By?.ToProto(),
        Note = left.Note,
    };

    public static RoomChange.MemberLeft ToChange(this Proto.MemberLeft left) =>
        new(left.Participant.ToDomain(), (MemberLeftReason)left.Reason, left.RemovedBy?.ToDomain(), left.Note);

    public static Proto.Ban ToProto(this Ban ban) => new()
    {
        Participant = ban.Participant.ToProto(),
        BannedBy = ban.BannedBy.ToProto(),
        Reason = ban.Reason,
        CreateTime = Timestamp.FromDateTimeOffset(ban.CreateTime),
        ExpireTime = ToProto(ban.ExpireTime),
    };

    public static Ban ToDomain(this Proto.Ban ban) => new(
        ban.Participant.ToDomain(),
        ban.BannedBy.ToDomain(),
        ban.Reason,
        ban.CreateTime.ToDateTimeOffset(),
        ban.ExpireTime?.ToDateTimeOffset());

    public static RoomWish ToDomain(this Proto.CreateRoomRequest request) => new(
        request.RequestId,
        request.RoomId,
        request.DisplayName,
        request.Topic,
        request.Visibility == Proto.RoomVisibility.Unspecified ? RoomVisibility.Public : (RoomVisibility)request.Visibility,
        request.Settings.ToDomain());

    private static Proto.RoomSettings ToProto(this RoomSettings settings) => new()
    {
        SlowModeInterval = ToProto(settings.SlowMode),
        Retention = ToProto(settings.Retention),
        HideReadMarks = settings.HideReadMarks,
        MaxAgentTurns = settings.MaxAgentTurns,
    };

    public static RoomSettings ToDomain(this Proto.RoomSettings? settings) => settings is null
        ? RoomSettings.Default
        : new(
            settings.SlowModeInterval?.ToSpan() ?? TimeSpan.Zero, settings.Retention?.ToSpan() ?? TimeSpan.Zero, settings.HideReadMarks)
        {
            MaxAgentTurns = settings.MaxAgentTurns,
        };

    // Agents that joined before there were modes speak when they are mentioned.
    private static SpeakingPolicy SpeakingOf(Proto.Member member) =>
        member is { Speaking: Proto.SpeakingPolicy.Unspecified, Participant.Kind: Proto.ParticipantKind.Agent }
            ? SpeakingPolicy.OnMention
            : (SpeakingPolicy)member.Speaking;

    private static Timestamp? ToProto(DateTimeOffset? time) => time is { } at ? Timestamp.FromDateTimeOffset(at) : null;

    private static Duration? ToProto(TimeSpan span) => span == TimeSpan.Zero ? null : Duration.FromTimeSpan(span);
}
