using GroupChat.Agents.Models;

namespace GroupChat.Agents.Grounding;

/// <summary>Finds passages of a room's documents; in another service.</summary>
internal interface IPassageSearch
{
    /// <summary>Best first; empty when nothing fits.</summary>
    /// <param name="reader">Only this room's documents are searched.</param>
    /// <param name="query">1 to <see cref="LongestQuery"/> bytes of UTF-8.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<IReadOnlyList<PassageContent>> SearchAsync(RoomReader reader, string query, int limit, CancellationToken cancellationToken);

    /// <summary>Bytes of UTF-8.</summary>
    const int LongestQuery = 4096;
}
