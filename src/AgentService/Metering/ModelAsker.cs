using GroupChat.Agents.Models;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Metering;

/// <summary>On whose behalf a model is asked, what for, and where it is noted what that takes.</summary>
internal sealed record ModelAsker(CostKind Kind, CostSheet Costs)
{
    /// <summary>The room; only requests of one room share what was computed. Empty: none.</summary>
    public string RoomId { get; init; } = "";

    /// <summary>Who asks; requests that wait are served by user. Empty: the server.</summary>
    public string UserId { get; init; } = "";

    /// <summary>Refuses when they may not.</summary>
    public Func<CancellationToken, Task>? Admission { get; init; }

    /// <summary>For the options of a request.</summary>
    public AdditionalPropertiesDictionary ToProperties() => new()
    {
        [RequestProperties.RoomId] = RoomId,
        [RequestProperties.UserId] = UserId,
        [RequestProperties.Asker] = this,
    };
}
