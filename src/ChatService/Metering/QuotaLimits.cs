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
}
