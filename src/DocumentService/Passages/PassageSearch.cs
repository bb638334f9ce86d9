using System.Text;
using GroupChat.Documents.Documents;
using GroupChat.Documents.Indexing;
using GroupChat.Documents.Storage;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Documents.Passages;

/// <summary>
/// Finds passages for the members of a room. The index says which; text and place come from the store, so that what is found
/// is what can be quoted, and what was deleted is not found although the index may not have heard of it yet.
/// </summary>
internal sealed class PassageSearch(IDocumentStore store, IPassageIndex index, IRoomAccess rooms)
{
    public const int MaxQueryBytes = 4_096;

    /// <summary>In one call of <see cref="ReadAsync"/>.</summary>
    public const int MaxIds = 200;

    private const int DefaultLimit = 10;
    private const int MaxLimit = 50;

    /// <summary>Asked for in addition, to make up for what is on its way out.</summary>
    private const int Spare = 10;

    public async Task<IReadOnlyList<(Passage Passage, double Score)>> FindAsync(
        UserId user, RoomId room, string query, int limit, CancellationToken cancellationToken)
    {
        new Violations()
            .AddIf(room.Value.Length == 0, "room_id", "is required")
            .AddIf(string.IsNullOrWhiteSpace(query), "query", "must not be empty")
            .AddIf(Encoding.UTF8.GetByteCount(query) > MaxQueryBytes, "query", $"must have at most {MaxQueryBytes} bytes of UTF-8")
            .AddIf(limit < 0, "limit", "must not be negative")
            .ThrowIfAny();
        await rooms.RequireMemberAsync(room, user, cancellationToken);
        var wanted = limit == 0 ? DefaultLimit : Math.Min(limit, MaxLimit);
        var hits = await index.SearchAsync(room, query, wanted + Spare, cancellationToken);
        var passages = await store.ReadPassagesAsync(room, [.. hits.Select(hit => hit.Id)], cancellationToken);
        return [.. hits.Where(hit => passages.ContainsKey(hit.Id)).Take(wanted).Select(hit => (passages[hit.Id], hit.Score))];
    }

    /// <summary>Those that are there, in the order of their ids.</summary>
    public async Task<IReadOnlyList<Passage>> ReadAsync(
        UserId user, RoomId room, IReadOnlyList<PassageId> ids, CancellationToken cancellationToken)
    {
        new Violations()
            .AddIf(room.Value.Length == 0, "room_id", "is required")
            .AddIf(ids.Count is 0 or > MaxIds, "passage_ids", $"must have 1 to {MaxIds} entries")
            .ThrowIfAny();
        await rooms.RequireMemberAsync(room, user, cancellationToken);
        var passages = await store.ReadPassagesAsync(room, [.. ids.Distinct()], cancellationToken);
        return [.. ids.Where(passages.ContainsKey).Select(id => passages[id])];
    }
}
