using GroupChat.Agents.Models;

namespace GroupChat.Agents.Grounding.Transcripts;

/// <summary>Reads passages that were found earlier; in another service.</summary>
internal interface IPassageReader
{
    /// <summary>Those that are there.</summary>
    Task<IReadOnlyList<PassageContent>> ReadAsync(RoomReader reader, IReadOnlyList<string> passageIds, CancellationToken cancellationToken);
}
