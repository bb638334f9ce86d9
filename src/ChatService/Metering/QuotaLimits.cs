using System.ComponentModel.DataAnnotations;

namespace GroupChat.Chat.Metering;

/// <summary>Settings under "Chat:Quotas". 0 means no limit, the default of each. Days are those of UTC.</summary>
internal sealed class QuotaLimits
{
    /// <summary>Tokens, computed and generated, that a person may use in a day.</summary>
    [Range(0, long.MaxValue)]
    public long UserTokensPerDay { get; set; }

    /// <summary>Tokens, computed and generated, that a room may use in a day.</summary>
    [Range(0, long.MaxValue)]
    public long RoomTokensPerDay { get; set; }

    /// <summary>Answers for one person that are being written or wait at a time, in all rooms.</summary>
    [Range(0, int.MaxValue)]
    public int UserAnswersAtATime { get; set; }

    /// <summary>Answers in one room that are being written or wait at a time.</summary>
    [Range(0, int.MaxValue)]
    public int RoomAnswersAtATime { get; set; }

    /// <summary>What counts for a person in a room: what was set for them goes before these settings.</summary>
    public QuotaLimits With(Quota? user, Quota? room) => user is null && room is null ? this : new()
    {
        UserTokensPerDay = user?.TokensPerDay ?? UserTokensPerDay,
        UserAnswersAtATime = user?.AnswersAtATime ?? UserAnswersAtATime,
        RoomTokensPerDay = room?.TokensPerDay ?? RoomTokensPerDay,
        RoomAnswersAtATime = room?.AnswersAtATime ?? RoomAnswersAtATime,
    };
}
